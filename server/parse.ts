import { z } from 'zod';
import { nearest } from '../indicators/nearest.ts';
import { orList } from './advice.ts';
import { Problem } from './problems.ts';

/** Checks the parameters of a request; what is wrong with them is said in one answer. An empty field of a form
 *  counts as not given. */
export function parse<T extends z.ZodType>(schema: T, parameters: unknown): z.output<T> {
  const given = Object.fromEntries(Object.entries(parameters ?? {}).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const details = parsed.error.issues.map((issue) => sentence(issue, given, known));
  throw new Problem(400, details.join(' '), validValues(parsed.error.issues));
}

type Issue = z.core.$ZodIssue;

function sentence(issue: Issue, given: Record<string, unknown>, known: string[]): string {
  const name = String(issue.path[0] ?? '');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownParameter(key, known)).join(' ');
  const value = given[name];
  if (Array.isArray(value)) return `Give “${name}” once.`;
  if (value === undefined) return `“${name}” is missing.`;
  if (issue.code === 'invalid_value') return unknownValue(name, String(value), issue.values.map(String));
  return `“${name}” is “${String(value)}”: ${issue.message}.`;
}

function unknownParameter(key: string, known: string[]): string {
  const close = nearest(key, known);
  const taken = known.length > 0 ? `This address takes ${orList(known)}.` : 'This address takes none.';
  const advice = close ? `Did you mean “${close}”?` : taken;
  return `There is no parameter “${key}” here. ${advice}`;
}

function unknownValue(name: string, value: string, valid: string[]): string {
  const close = nearest(value, valid);
  const advice = close ? ` Did you mean “${close}”?` : '';
  return `“${name}” cannot be “${value}”; use ${orList(valid)}.${advice}`;
}

function validValues(issues: Issue[]): string[] | undefined {
  const [only] = issues;
  return issues.length === 1 && only?.code === 'invalid_value' ? only.values.map(String) : undefined;
}
