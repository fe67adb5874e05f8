import { z } from 'zod';

/** What `indicators/extracts/attendance.yaml` asks of a row, in zod. */

const text = z.string().trim().min(1);
const sessions = z
  .string()
  .regex(/^[+-]?\d+$/)
  .transform(Number)
  .pipe(z.number().int().min(0).max(62));

export const attendanceRow = z
  .object({
    period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    pupil_id: text,
    school_urn: text,
    dspl_area: text,
    sen_provision: z.enum(['E', 'K', 'N']),
    phase: z.string(),
    sessions_possible: sessions,
    sessions_attended: sessions,
    sessions_authorised: sessions,
    sessions_unauthorised: sessions,
    reduced_timetable: z.enum(['Y', 'N', '']),
  })
  .refine(
    (row) =>
      row.sessions_attended + row.sessions_authorised + row.sessions_unauthorised === row.sessions_possible,
  );

/** @typedef {z.infer<typeof attendanceRow>} AttendanceRow */
