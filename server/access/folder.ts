import { mkdir } from 'node:fs/promises';

/** Makes a folder inside the home, and answers whether it was new. The home itself must be there. */
export async function makeFolder(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
