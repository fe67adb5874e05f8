import { type AppOptions, buildApp } from './app.ts';
import { type Settings, SettingsError } from './settings.ts';

export interface Server {
  url: string;
  close(): Promise<void>;
}

/** Starts the dashboard and answers where it is. */
export async function serve(settings: Settings, options: AppOptions): Promise<Server> {
  const app = await buildApp(settings, options);
  try {
    const url = await app.listen({ host: settings.host, port: settings.port });
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw cannotListen(settings, error as NodeJS.ErrnoException);
  }
}

function cannotListen({ host, port }: Settings, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SettingsError([
        `Port ${port} is in use by another program, perhaps by Waggle itself. Stop that one, or set PORT to another number.`,
      ]);
    case 'EACCES':
      return new SettingsError([
        `This account may not use port ${port}. Set PORT to a number above 1023, such as 8080.`,
      ]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SettingsError([
        `This machine has no address “${host}”. Leave HOST unset, or set it to 127.0.0.1.`,
      ]);
    default:
      return error;
  }
}
