import { existsSync, readFileSync } from 'node:fs';

/** The expected numbers kept beside the checkout, or null where the checkout stands alone. */
export function reference<T>(name: string): T | null {
  const file = new URL(`../../../../shared/reference/${name}`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
