import { quoted } from '../../indicators/expressions.ts';
import type { Check } from './rule.ts';

/** The extract's own rules: dates in order, sessions that add up. A rule over something not known holds. */
export const rowRules: Check = ({ extract }) =>
  extract.checks.map((rule) => ({
    code: 'row-constraint',
    severity: rule.severity,
    column: rule.column ?? null,
    shown: rule.column ? `CAST(${quoted(rule.column)} AS VARCHAR)` : 'NULL',
    fails: `NOT coalesce((${rule.expression}\n), true)`,
    message: () => rule.message,
    remedy: rule.remedy,
  }));
