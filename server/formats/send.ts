import type { FastifyReply } from 'fastify';
import { csv } from './csv.ts';
import { FORMATS, type Format } from './negotiate.ts';
import type { Table } from './table.ts';

/** Answers with a table as a file to keep, named after what is in it. */
export async function sendTable(
  reply: FastifyReply,
  table: Table,
  format: Exclude<Format, 'json'>,
  content?: Buffer,
): Promise<FastifyReply> {
  reply.header('content-disposition', `attachment; filename="${table.name}.${format}"`);
  if (format === 'csv') return reply.type(`${FORMATS.csv}; charset=utf-8`).send(csv(table));
  return reply.type(FORMATS[format]).send(content ?? (await fileOf(table, format)));
}

/** What takes a tenth of a second to load is loaded when somebody first asks for it. */
async function fileOf(table: Table, format: 'arrow' | 'parquet' | 'xlsx'): Promise<Buffer> {
  switch (format) {
    case 'arrow':
      return (await import('./arrow.ts')).arrow(table);
    case 'parquet':
      return (await import('./parquet.ts')).parquet(table);
    case 'xlsx':
      return (await import('./xlsx.ts')).xlsx(table);
  }
}
