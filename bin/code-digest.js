import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A digest of all code that makes figures: the pipeline's, the catalogue's, and the versions of the libraries.
 * @param {string} root */
export function codeDigest(root) {
  const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['indicators', 'pipeline']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('.ts')).sort())
      digest.update(`\0${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
  }
  return digest.digest('hex');
}
