import { isAbsolute } from 'node:path'
import { z } from 'zod'

const absolute = z.string().refine(isAbsolute, 'It has to be an absolute path')

/** What the server may show and keep; a face in a browser reaches nothing else. */
export const serverSchema = z.strictObject({
  roots: z
    .array(z.strictObject({ path: absolute, access: z.enum(['read', 'write']).default('read') }))
    .nullable()
    .default(null)
    .describe('folders a browser may use; without any: your home folder, and none when other machines can connect'),
  names: z
    .array(z.string().toLowerCase())
    .default([])
    .describe('names the server is reached by besides its address, such as that of a proxy before it'),
  uploadsMb: z.number().int().min(1).default(51_200).describe('megabytes that uploads may take together'),
  uploadKeepDays: z.number().positive().default(7).describe('days a finished upload is kept'),
})

export type ServerSettings = z.infer<typeof serverSchema>
