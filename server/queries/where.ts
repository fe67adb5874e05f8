import type { Values } from '../snapshots/pool.ts';

interface Where {
  sql: string;
  values: Values;
}

/** The conditions for which a value was given, each under that value's name. The others are not in the query at all, for
 *  they would be looked at for every row. */
export function where<Name extends string>(
  conditions: Record<Name, string>,
  given: { [name in Name]?: string | undefined },
): Where {
  const values: Values = {};
  const met = Object.entries<string>(conditions).flatMap(([name, condition]) => {
    const value = given[name as Name];
    if (value === undefined) return [];
    values[name] = value;
    return [condition];
  });
  return { sql: met.length === 0 ? '' : `WHERE ${met.join(' AND ')}`, values };
}
