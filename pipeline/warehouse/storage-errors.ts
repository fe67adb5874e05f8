import type { Home } from '../settings.ts';

/** How a BusyError begins, for another process to know it by. */
export const BUSY = 'Another run of the pipeline is at work';

/** Another pipeline process is at work on the same home. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** The disk is full, will not be written to, or has lost what was on it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** The warehouse's file is damaged; everything in it can be made anew. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

/** An expression fails on a value. What DuckDB says of it quotes the value, which may be a person’s, so it goes no further. */
class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** An expression that fails says whose it is: the innermost owner's. */
export async function owned<T>(owner: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ExpressionError) || error.cause instanceof ExpressionError) throw error;
    throw new ExpressionError(`${owner} cannot be worked out. ${error.message}`, { cause: error });
  }
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : '';
  return (
    ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code) || /no space left|file too large|disk quota/i.test(said)
  );
}

export function isDamage(error: unknown): boolean {
  return (
    error instanceof DamageError ||
    (error instanceof Error &&
      /corrupt|checksum|not a valid duckdb|replaying wal|serialization error|could not read enough bytes/i.test(
        error.message,
      ))
  );
}

const QUOTES_VALUES = /^(?:Conversion|Out of Range|Invalid Input|Constraint|Mismatch Type) Error/;

export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [kind] = QUOTES_VALUES.exec(error.message) ?? [];
  if (kind) return new ExpressionError(`${kind}: an expression fails on a value, which is not shown here.`);
  // The excerpt of the SQL may hold the key of the pseudonyms.
  return error.message.includes('\nLINE ') ? new Error(error.message.split('\nLINE ')[0]?.trim()) : error;
}

/** What would have happened with any other file too. */
export function isNotTheFilesFault(error: unknown): boolean {
  return isFull(error) || isDamage(error) || (error instanceof Error && /invalidated/i.test(error.message));
}

/** An error of the warehouse's, in the words of those who can do something about it. */
export function explained(home: Home, error: unknown): unknown {
  if (error instanceof StorageError) return error;
  if (isFull(error)) {
    return new StorageError(
      `The disk that holds ${home.root} is full. Make room and run again; nothing was lost, and the dashboard shows what it showed before.`,
      { cause: error },
    );
  }
  return isDamage(error) && !(error instanceof DamageError)
    ? new DamageError('The warehouse is damaged.', { cause: error })
    : error;
}

export function notOpened(home: Home, cause: unknown): unknown {
  if (!(cause instanceof Error) || isFull(cause)) return cause;
  if (/conflicting lock|could not set lock/i.test(cause.message)) {
    return new BusyError(`${BUSY} in ${home.root}. Wait until it has finished, then try again.`, { cause });
  }
  if (/permission denied/i.test(cause.message)) {
    return new StorageError(`Waggle may not write to ${home.warehouse}. Give its user the right to.`, {
      cause,
    });
  }
  return new DamageError('The warehouse cannot be opened.', { cause });
}
