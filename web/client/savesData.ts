/** Whether the reader has asked their browser to load no more than it must. */
export function savesData(): boolean {
  return 'connection' in navigator && Object(navigator.connection).saveData === true;
}
