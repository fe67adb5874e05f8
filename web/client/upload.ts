/** Sends the files in the background and says how far they are; without it the form does the same in one go. */
export function showProgress(form: HTMLFormElement): void {
  const status = form.querySelector<HTMLElement>('[role=status]');
  const button = form.querySelector('button');
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  if (!status || !button || !input) return;
  for (const kind of ['dragenter', 'dragleave', 'drop'])
    input.addEventListener(kind, () => input.classList.toggle('drop-over', kind === 'dragenter'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = 'The files are being sent.';
    try {
      const { run, page } = await send(form);
      await follow(run, (line) => {
        status.textContent = line;
      });
      location.assign(page);
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
      button.disabled = false;
    }
  });
}

async function send(form: HTMLFormElement): Promise<{ run: string; page: string }> {
  const response = await fetch(`/api/v1/files${new URL(form.action).search}`, {
    method: 'POST',
    body: new FormData(form),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? 'The files could not be sent. Try again in a moment.');
  return answer;
}

/** Until the run is over, or nothing more is heard of it: its page tells the rest. */
function follow(run: string, say: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const events = new EventSource(run);
    const end = () => {
      events.close();
      resolve();
    };
    say('The files are being checked and loaded.');
    events.addEventListener('progress', (event) => say(JSON.parse(event.data).line));
    events.addEventListener('end', end);
    events.addEventListener('error', end);
  });
}
