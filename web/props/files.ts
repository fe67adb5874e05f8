import type { FileRecord, Finding } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';

export interface FilesProps {
  frame: Frame;
  files: FileRecord[];
}

export interface FileProps {
  frame: Frame;
  file: FileRecord;
  findings: Finding[];
}
