import { type Browser, chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../bin/chromium.js';

/** The system's Chromium, as the board report is printed with. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: run npm test, which installs one or says how.');
  return chromium.launch({ executablePath, args: chromiumArguments() });
}
