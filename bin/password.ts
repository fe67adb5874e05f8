import { text } from 'node:stream/consumers';

/** A password from the terminal, where it is not shown, or else all of standard input. */
export async function askPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, '');
  process.stderr.write(question);
  try {
    return await hiddenLine();
  } finally {
    process.stderr.write('\n');
  }
}

const END = ['\r', '\n', '\u0004'];
const BREAK = '\u0003';
const BACK = ['\b', '\u007f'];

function hiddenLine(): Promise<string> {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (done: () => void) => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      done();
    };
    const take = (keys: string) => {
      for (const key of keys) {
        if (key === BREAK) return finish(() => reject(new Error('No password was given.')));
        if (END.includes(key)) return finish(() => resolve(typed));
        typed = BACK.includes(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', take);
  });
}
