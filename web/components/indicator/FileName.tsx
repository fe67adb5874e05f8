import { fileAddress } from '../../addresses.ts';

interface FileNameProps {
  file: { file: string; sha256: string };
  /** Whether its page may be opened: it shows what single rows say. */
  opens: boolean;
}

export function FileName({ file: { file, sha256 }, opens }: FileNameProps) {
  return opens ? <a href={fileAddress(sha256)}>{file}</a> : file;
}
