import type { ViewerProps } from '../../props/frame.ts';

/** Who is looking, and the ways to look as somebody else or to leave. */
export function Viewer({ viewer }: { viewer: ViewerProps }) {
  return (
    <section class="viewer" aria-label="Who is looking">
      <div class="width">{viewer.mode === 'open' ? <ViewAs {...viewer} /> : <LoggedIn {...viewer} />}</div>
    </section>
  );
}

/** Said above the figures when somebody tries another's view, so that nobody takes it for their own. */
export function ViewNotice({ viewer }: { viewer: ViewerProps }) {
  if (viewer.mode !== 'open' || viewer.role === 'analyst') return null;
  return (
    <aside class="view-notice" aria-label="Whose view this is">
      <p class="width">
        You see what <strong>{roleWords(viewer.role, viewer.areas)}</strong> would see.{' '}
        <a href="#viewer-role">See as somebody else</a>
      </p>
    </aside>
  );
}

function ViewAs({ role, areas, csrf, path }: ViewerProps) {
  return (
    <form class="view-as" action="/role" method="post" autocomplete="off">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="return" value={path} />
      <div>
        <label class="govuk-label" for="viewer-role">
          See the dashboard as
        </label>
        <select class="govuk-select" id="viewer-role" name="role">
          {['analyst', 'leader', ...areas.map(({ id }) => `area:${id}`), 'public'].map((one) => (
            <option key={one} value={one} selected={one === role}>
              {roleWords(one, areas)}
            </option>
          ))}
        </select>
      </div>
      <button class="govuk-button govuk-button--secondary" type="submit">
        Switch
      </button>
      <p class="quiet">
        Waggle runs on this machine alone, without log-in. Here you can see what others would see.
      </p>
    </form>
  );
}

function LoggedIn({ name, role, areas, csrf }: ViewerProps) {
  return (
    <div class="logged-in">
      <p>
        You are logged in as <strong>{name}</strong>, {roleWords(role, areas)}.
      </p>
      <LogOut action="/log-out" csrf={csrf} words="Log out" />
      <LogOut action="/log-out/everywhere" csrf={csrf} words="Log out everywhere" />
    </div>
  );
}

function LogOut({ action, csrf, words }: { action: string; csrf: string; words: string }) {
  return (
    <form action={action} method="post">
      <input type="hidden" name="csrf" value={csrf} />
      <button class="govuk-button govuk-button--secondary" type="submit">
        {words}
      </button>
    </form>
  );
}

function roleWords(role: string, areas: ViewerProps['areas']): string {
  const words: Record<string, string> = { analyst: 'an analyst', leader: 'a leader', public: 'the public' };
  const area = role.replace(/^area:/, '');
  const name = areas.find(({ id }) => id === area)?.name;
  return words[role] ?? `the area group of ${name ?? area.toUpperCase().replace('-', ' ')}`;
}
