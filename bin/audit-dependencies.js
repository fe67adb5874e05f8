import { spawnSync } from 'node:child_process';

/** `npm run audit`: fails when a dependency has a known fault of high severity, and says so when nobody could be asked. */

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const report = read(stdout);
const counts = report?.metadata?.vulnerabilities;

if (!counts) {
  const why = report?.message ?? report?.error?.summary ?? stderr.trim().split('\n').at(-1) ?? 'no answer';
  console.error(`The dependencies could NOT be checked: the registry did not answer the question (${why}).`);
  console.error(
    'Run npm run audit where registry.npmjs.org can be reached, or name another: npm_config_registry=…',
  );
  process.exit(2);
}
const grave = counts.high + counts.critical;
for (const [name, { severity, fixAvailable }] of Object.entries(report.vulnerabilities ?? {}))
  if (severity === 'high' || severity === 'critical')
    console.error(`${name}: ${severity}${fixAvailable ? '; a newer version is without it' : ''}`);
console.log(
  grave > 0
    ? `${grave === 1 ? '1 dependency has' : `${grave} dependencies have`} known faults of high severity: npm update, or npm audit fix.`
    : `No dependency has a known fault of high severity (${counts.moderate + counts.low} lesser ones).`,
);
process.exit(grave > 0 ? 1 : 0);

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
