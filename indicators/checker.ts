import { setImmediate } from 'node:timers/promises';
import { expressionFaults, type Kind, type Question } from './expressions.ts';
import type { Extract, Relation } from './extract-schema.ts';
import { close, openFenced } from './fence.ts';
import type { Wrong } from './parse-tree.ts';
import { type ViewShape, viewShape } from './view-fence.ts';

export interface Checker {
  /** What is wrong with an expression over these columns of an extract, in a sentence; null when nothing is. */
  fault(expression: string, extract: Relation, columns: string[], kind?: Kind): Promise<string | null>;
  /** What a view gives, or what is wrong with it. */
  view(sql: string, extracts: Extract[]): Promise<ViewShape | Wrong>;
  close(): void;
}

/**
 * Opens a DuckDB of its own in memory, with no way out to files or the network. Expressions that are asked about at the
 * same time are looked at together: a catalogue has hundreds.
 */
export async function openChecker(): Promise<Checker> {
  const opened = await openFenced(':memory:', [], { threads: '1' });
  const { connection } = opened;
  let asked: Question[] = [];
  let answers: Promise<(string | null)[]> | null = null;
  return {
    fault: async (expression, extract, columns, kind = 'anything') => {
      const place = asked.push({ expression, extract, columns, kind }) - 1;
      answers ??= setImmediate().then(() => {
        const questions = asked;
        asked = [];
        answers = null;
        return expressionFaults(connection, questions);
      });
      return (await answers)[place] ?? null;
    },
    view: (sql, extracts) => viewShape(connection, sql, extracts),
    close: () => close(opened),
  };
}
