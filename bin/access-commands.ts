import { userInfo } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { nearest } from '../indicators/nearest.ts';
import type { Settings } from '../pipeline/settings.ts';
import { AUDITED, AuditTrail, type Entry } from '../server/access/audit.ts';
import { isRole, type Role, scopeFor } from '../server/access/scope.ts';
import { SessionStore } from '../server/access/sessions.ts';
import { Users } from '../server/access/users.ts';
import { listWords } from '../web/words.ts';
import type { Command, Options } from './command.ts';
import { askPassword } from './password.ts';

/** Who may log in by password, and who did what. */

/** Words that make no sense to the command: exit code 2. */
class UsageError extends Error {
  override name = 'UsageError';
}

export const accessCommands: Record<string, Command> = {
  'user add': {
    usage: 'user add NAME --role ROLE',
    help: 'Lets somebody log in (WAGGLE_AUTH=local) as analyst, leader, area:<id> or public; asks for the password.',
    takes: 'words of its own',
    options: ['role'],
    run: async (settings, effects, words, answer, options) => {
      const { name, role } = nameAndRole(words, options);
      await refuseUnknownArea(role, settings);
      const users = new Users(settings.home.root);
      const isNew = (await users.called(name)) === null;
      await users.add(name, role, await askPassword(`Password for ${name}: `), effects.now());
      await sessionsOf(settings).endAllOf(`local ${name}`);
      await record(settings, { event: 'user_added', detail: `${name} ${role}` });
      const done = isNew ? 'may log in' : 'has a new password and is logged out everywhere';
      answer({ lines: [`${name} ${done}, as ${role}.`], json: { name, role, new: isNew }, exitCode: 0 });
    },
  },
  'user remove': {
    usage: 'user remove NAME',
    help: 'Somebody may log in no more, and is logged out everywhere.',
    takes: 'words of its own',
    run: async (settings, _effects, words, answer) => {
      const [name = '', ...more] = words;
      if (name === '' || more.length > 0) throw new UsageError('waggle user remove needs one name.');
      await new Users(settings.home.root).remove(name);
      await sessionsOf(settings).endAllOf(`local ${name}`);
      await record(settings, { event: 'user_removed', detail: name });
      answer({ lines: [`${name} may log in no more.`], json: { removed: name }, exitCode: 0 });
    },
  },
  'user log-out': {
    usage: 'user log-out NAME',
    help: 'Logs somebody out everywhere at once, however they log in; NAME is as pages or waggle audit say it.',
    takes: 'words of its own',
    run: async (settings, _effects, words, answer) => {
      const name = words.join(' ');
      if (name === '') throw new UsageError('waggle user log-out needs a name.');
      const ended = await sessionsOf(settings).endAllCalled(name);
      if (ended > 0) await record(settings, { event: 'log_out_everywhere', detail: name });
      const sessions = ended === 1 ? '1 session' : `${ended} sessions`;
      const done = ended === 0 ? `${name} was not logged in.` : `${name} is logged out: ${sessions} ended.`;
      answer({ lines: [done], json: { name, ended }, exitCode: 0 });
    },
  },
  'user list': {
    usage: 'user list',
    help: 'Who may log in by password, and as what.',
    takes: 'nothing',
    run: async (settings, _effects, _words, answer) => {
      const users = (await new Users(settings.home.root).all()).map(({ name, role, added_at }) => ({
        ...{ name, role, added_at },
      }));
      const lines = users.map(
        ({ name, role, added_at }) => `${name}  ${role}  since ${added_at.slice(0, 10)}`,
      );
      const none = ['Nobody may log in by password yet: waggle user add NAME --role ROLE.'];
      answer({ lines: lines.length > 0 ? lines : none, json: { users }, exitCode: 0 });
    },
  },
  audit: {
    usage: 'audit [--from DAY] [--to DAY] [--user NAME]',
    help: 'Who logged in, saw true figures, uploaded, withdrew, froze and exported, and when.',
    takes: 'nothing',
    options: ['from', 'to', 'user'],
    run: async (settings, _effects, _words, answer, options) => {
      const entries = await trailOf(settings).read(filters(options));
      const lines = entries.map(entryLine);
      const none = ['Nothing is recorded for that.'];
      answer({ lines: lines.length > 0 ? lines : none, json: { entries }, exitCode: 0 });
    },
  },
};

/** Commands that change what people see, or take figures out: who ran them is recorded. */
const RECORDED = new Map<string, Entry['event']>(
  AUDITED.filter((event) => ['ingest', 'withdraw', 'freeze', 'publish', 'export'].includes(event)).map(
    (event) => [event, event],
  ),
);

/** Records what a command has done. A run that found nothing to do, and an export that wrote nothing, are not worth a line;
 *  one that published and exits 1, because it refused another file, is. */
export async function recordCommand(
  settings: Settings,
  name: string,
  words: string[],
  { published, exitCode, level = [] }: { published: boolean; exitCode: number; level?: string[] | undefined },
): Promise<void> {
  const event = RECORDED.get(name);
  if (event === undefined) return;
  if ((event === 'ingest' || event === 'publish') && !published) return;
  if (event === 'export' && exitCode !== 0) return;
  await record(settings, { event, detail: [...level, ...words].join(' ') });
}

function record(settings: Settings, entry: Omit<Entry, 'at' | 'who'>): Promise<void> {
  return trailOf(settings).record({ ...entry, who: `account ${account()}` });
}

/** In a container the uid may have no name. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

function trailOf({ home }: Settings): AuditTrail {
  return new AuditTrail(home.root, Date.now);
}

function sessionsOf({ home }: Settings): SessionStore {
  return new SessionStore(join(home.root, 'sessions'), Date.now);
}

function nameAndRole([name = '', ...more]: string[], options: Options) {
  const role = options.role?.at(-1) ?? '';
  if (name === '' || more.length > 0)
    throw new UsageError('waggle user add needs one name, as in: waggle user add ann --role leader');
  if (!isRole(role))
    throw new UsageError(
      `“${role}” is no role: use --role analyst, leader, area:<id> (with an area’s id in partnership.yaml) or public.`,
    );
  return { name, role };
}

/** An area that no partnership has would show its people the county alone, and never say why. */
async function refuseUnknownArea(role: Role, settings: Settings): Promise<void> {
  const { ownArea } = scopeFor(role);
  if (ownArea === null) return;
  const { partnership } = await loadCatalogue(settings.partnership);
  const areas = partnership.areas.map(({ id }) => id);
  if (areas.includes(ownArea)) return;
  const close = nearest(ownArea, areas);
  const meant = close === null ? '' : ` Did you mean area:${close}?`;
  const known = areas.length === 0 ? 'It has no areas.' : `Its areas are ${listWords(areas)}.`;
  throw new UsageError(`${partnership.name} has no area “${ownArea}”.${meant} ${known} Nobody was added.`);
}

function filters({ from, to, user }: Options) {
  const days = { from: from?.at(-1), to: to?.at(-1) };
  for (const day of Object.values(days))
    if (day !== undefined && !/^\d{4}-\d{2}(-\d{2})?$/.test(day))
      throw new UsageError(`“${day}” is no day: write it as 2025-01-15, or a month as 2025-01.`);
  const who = user?.at(-1);
  return {
    ...(days.from && { from: days.from }),
    ...(days.to && { to: days.to }),
    ...(who && { user: who }),
  };
}

function entryLine({ at, event, who, ...more }: Entry): string {
  const { role, address, route, indicator, area, detail } = more;
  const about = [indicator, area, detail, route].filter((part) => part !== undefined && part !== '');
  const from = [role, address].filter((part) => part !== undefined).join(', ');
  return [at.slice(0, 19), event.replaceAll('_', ' '), `${who}${from && ` (${from})`}`, ...about].join('  ');
}
