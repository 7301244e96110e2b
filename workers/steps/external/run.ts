import type { ExternalFile } from '../../carriers/external-family.ts'
import { misspeltToken } from '../../carriers/external-tokens.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'external.run',
  version: 1,
  title: 'Run a program',
  summary: 'Has a program of yours make the result. It is started as written, word by word, without a shell.',
  shape: 'each',
  lane: 'process',
  accepts: ['*/*'],
  produces: 'unknown',
  extension: { option: 'extension' },
  facts: [],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      command: z
        .array(
          z
            .string()
            .min(1)
            .refine((word) => !word.includes('\0'), { error: 'A word of a command cannot have a zero byte in it' })
            .superRefine((word, context) => {
              const message = misspeltToken(word)
              if (message !== undefined) context.addIssue({ code: 'custom', message })
            }),
        )
        .min(2)
        .refine((words) => words.slice(1).some((word) => word.includes('{output}')), {
          error: 'One of the words has to hold `{output}`, the file to write',
        })
        .meta({ title: 'Command', kind: 'program' })
        .describe(
          'The program, then each argument; {input}, {output}, {stem} and {extension} are put in. {input} is the file itself, and has to be left as it is; {output} has no extension: name the format. What else it writes beside that is cleared.',
        ),
      extension: z
        .string()
        .regex(/^[A-Za-z0-9]{1,16}(\.[A-Za-z0-9]{1,16}){0,2}$/, {
          error: 'An extension is letters and digits such as `jpg` or `tar.gz`, without the dot before it',
        })
        .optional()
        .meta({ title: 'Extension' })
        .describe('Of the result; if left out, that of the file.'),
      'time-limit': z
        .int()
        .min(1)
        .max(86_400)
        .default(600)
        .meta({ title: 'Time limit', unit: 's' })
        .describe('A program that takes longer is ended, with all it has started.'),
    }),
  async run(file: ExternalFile, { command, extension, 'time-limit': limit }): Promise<ExternalFile> {
    const call = { command, limitMs: limit * 1000 }
    return { ...file, extension: extension ?? file.extension, calls: [...file.calls, call] }
  },
})
