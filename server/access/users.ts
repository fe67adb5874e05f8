import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { isRole, type Role } from './scope.ts';

/** The users of WAGGLE_AUTH=local, in a file of the home. It is read at each request, so that a change counts at once. */

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1_000;
/** Line breaks and the like, which a form cannot send, and what was no UTF-8. */
const NOT_TO_BE_TYPED = /[\p{Cc}\uFFFD]/u;

/** Argon2id, with OWASP's second set of figures: 19 MiB, two passes. */
const HARDNESS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const usersSchema = z.strictObject({
  users: z.array(
    z.strictObject({
      name: z.string(),
      role: z.custom<Role>((value) => typeof value === 'string' && isRole(value)),
      password: z.string(),
      added_at: z.string(),
    }),
  ),
});
type User = z.infer<typeof usersSchema>['users'][number];

/** A user that cannot be added, in words for who adds them. */
class UserError extends Error {
  override name = 'UserError';
}

export class Users {
  readonly #path: string;
  /** Made at the start, so that the first unknown name takes no longer than the second. */
  readonly #nobodys = hash(randomBytes(16).toString('hex'), HARDNESS);

  constructor(home: string) {
    this.#path = join(home, 'users.json');
  }

  async all(): Promise<User[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return text === null ? [] : usersSchema.parse(JSON.parse(text)).users;
  }

  async called(name: string): Promise<User | null> {
    return (await this.all()).find((user) => user.name === name) ?? null;
  }

  /** The user, if the password is theirs. An unknown name takes as long as a wrong password. */
  async withPassword(name: string, password: string): Promise<User | null> {
    const user = await this.called(name);
    const given = password.slice(0, LONGEST_PASSWORD);
    const right = await verify(user?.password ?? (await this.#nobodys), given).catch(() => false);
    return right ? user : null;
  }

  /** Adds a user, or gives one that is there another role and password. */
  async add(name: string, role: Role, password: string, now: Date): Promise<void> {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,99}$/u.test(name))
      throw new UserError(
        `“${name}” cannot be a user’s name: use letters, digits, and . _ @ - between them.`,
      );
    if (password.length < SHORTEST_PASSWORD)
      throw new UserError(`A password needs at least ${SHORTEST_PASSWORD} characters; this one is shorter.`);
    if (password.length > LONGEST_PASSWORD)
      throw new UserError(`A password may have ${LONGEST_PASSWORD} characters at most.`);
    if (NOT_TO_BE_TYPED.test(password))
      throw new UserError(
        'The password has a line break, or another character that nobody can type into the page. Give it in one line.',
      );
    const user = { name, role, password: await hash(password, HARDNESS), added_at: now.toISOString() };
    await this.#write([...(await this.all()).filter((other) => other.name !== name), user]);
  }

  async remove(name: string): Promise<void> {
    const users = await this.all();
    const left = users.filter((user) => user.name !== name);
    if (left.length === users.length)
      throw new UserError(`There is no user “${name}”. Those there are: waggle user list.`);
    await this.#write(left);
  }

  async #write(users: User[]): Promise<void> {
    const aside = `${this.#path}.${randomBytes(6).toString('hex')}.tmp`;
    await writeFile(aside, `${JSON.stringify({ users }, null, 2)}\n`, { mode: 0o600 });
    await rename(aside, this.#path);
  }
}
