import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Answers that are kept are packed once, with more care than those that are packed each time. */

const CAREFUL_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
const WORTH_PACKING_BYTES = 1024;
const TEXTS = /^text\/|(?:\+|\/)(?:json|xml)(?:;|$)/;

const packers = {
  br: (body: Buffer) => promisify(brotliCompress)(body, CAREFUL_BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
type Encoding = keyof typeof packers;

/** An answer in the encoding that its asker reads and that is smallest; null where it goes out as it is. */
export async function packed(
  body: Buffer,
  type: string,
  acceptEncoding: string | undefined,
): Promise<{ encoding: Encoding; body: Buffer } | null> {
  const encoding = encodingFor(acceptEncoding ?? '');
  if (!encoding || body.length < WORTH_PACKING_BYTES || !TEXTS.test(type)) return null;
  return { encoding, body: await packers[encoding](body) };
}

function encodingFor(acceptEncoding: string): Encoding | undefined {
  const refused = /;\s*q=0(\.0*)?\s*$/;
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .filter((part) => !refused.test(part))
    .map((part) => part.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((name) => accepted.includes(name));
}
