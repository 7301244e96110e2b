import { z } from 'zod'

/** Where systems end a text: it can be in no path, and whatever is asked with one would fail on it somewhere inside. */
const zeroByte = '\0'

/** A path, or what may be one, as a face names it. */
export const pathText = z
  .string()
  .refine((path) => !path.includes(zeroByte), { error: 'A path cannot have a zero byte in it' })

/** As above, and not empty. */
export const pathField = pathText.min(1)
