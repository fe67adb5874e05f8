/** What a command says: for people in lines, for programs as one document. */
export interface Answer {
  lines: string[];
  json: unknown;
  exitCode: number;
}
