import { isIPv6 } from 'node:net';

/** What counts as one address: of IPv6 whoever has one has the 2^64 beside it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = '', after] = address.split('::');
  const [left, right] = [partsOf(before), partsOf(after)];
  const between = after === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  const network = [...left, ...between, ...right].slice(0, 4);
  return `${network.map((part) => Number.parseInt(part, 16).toString(16)).join(':')}::/64`;
}

function partsOf(text = ''): string[] {
  return text === '' ? [] : text.split(':');
}
