import { Fault } from '../../../contract/fault.ts'
import { sizesApart } from '../../../contract/size-text.ts'
import type { Change, FileValue } from '../../carriers/file-value.ts'
import { declaredAsUtf8 } from '../../carriers/declared-encoding.ts'
import {
  detectEncoding,
  type Encoding,
  encodingHeadBytes,
  encodings,
  namedEncoding,
  textDecoder,
  untoldEncodings,
} from '../../carriers/text-encoding.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'file.text',
  version: 4,
  title: 'Tidy text',
  summary:
    'Writes a text file as UTF-8, with line endings of one kind. XML, HTML and CSS that say what they are written in say UTF-8.',
  shape: 'each',
  lane: 'thread',
  accepts: ['text/*', 'application/json', 'application/xml', 'application/yaml'],
  produces: 'same',
  facts: [],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      from: z
        .enum(encodings)
        .default('auto')
        .meta({ title: 'Encoding it has' })
        .describe(
          'auto tells the Unicode ones and ISO-2022-JP apart and reads what XML, HTML and CSS say; any other has to be named. A byte order mark counts more than what is named.',
        ),
      otherwise: z
        .enum(untoldEncodings)
        .optional()
        .meta({ title: 'If auto cannot tell' })
        .describe(
          'What a text is read as that neither is Unicode nor says what it is, such as windows-1252; if left out, it fails.',
        ),
      bom: z
        .boolean()
        .default(false)
        .meta({ title: 'Byte order mark' })
        .describe('Starts the file with one, as old Windows programs want.'),
      'line-endings': z
        .enum(['keep', 'lf', 'crlf'])
        .default('lf')
        .meta({ title: 'Line endings' })
        .describe('lf is what Linux and macOS write, crlf what Windows does.'),
    }),
  async run(file: FileValue, { from, otherwise, bom, 'line-endings': lineEndings }, { subject, limits }) {
    const { sizeBytes = 0 } = file.origin
    if (sizeBytes > limits.maxUnpackedBytes) {
      const [has, most] = sizesApart(sizeBytes, limits.maxUnpackedBytes)
      const why = `It has ${has}; the limit is ${most} (limits.maxUnpackedBytes).`
      throw new Fault('too-large', { subject, why })
    }
    const head = await file.head(encodingHeadBytes[otherwise ? 'otherwise' : 'told'])
    const encoding = from === 'auto' ? detectEncoding(head, { subject, otherwise }) : namedEncoding(head, from, subject)
    const end = lineEndings === 'keep' ? undefined : lineEndings === 'lf' ? '\n' : '\r\n'
    return file.changed(rewrite({ encoding, bom, end, subject }))
  },
})

interface Rewriting {
  encoding: Encoding
  bom: boolean
  /** Undefined leaves them as they are. */
  end: string | undefined
  subject: string
}

function rewrite({ encoding, bom, end, subject }: Rewriting): Change {
  return async function* (chunks) {
    if (bom) yield Buffer.from('\uFEFF')
    // A return at the end of a chunk waits for the line feed that may follow.
    let held = ''
    for await (const text of declaredAsUtf8(decoded(chunks, { encoding, subject }))) {
      const whole = held + text
      held = end !== undefined && whole.endsWith('\r') ? '\r' : ''
      const complete = whole.slice(0, whole.length - held.length)
      yield Buffer.from(end === undefined ? complete : complete.replace(/\r\n|\r|\n/g, end))
    }
    if (held !== '' && end !== undefined) yield Buffer.from(end)
  }
}

/** Without the byte order mark. Raises `file-damaged` at the first bytes that are not of the encoding. */
async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, subject }: { encoding: Encoding; subject: string },
): AsyncGenerator<string> {
  const decoder = await textDecoder(encoding)
  let at = 0
  const decode = (chunk: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(chunk, { stream })
    } catch (error) {
      const why = stream
        ? `Between bytes ${at} and ${at + chunk.length} it is not ${encoding}; \`from\` names another encoding.`
        : `It ends in the middle of a character of ${encoding}; \`from\` names another encoding.`
      throw new Fault('file-damaged', { subject, why, cause: error })
    }
  }
  for await (const chunk of chunks) {
    yield decode(chunk, true)
    at += chunk.length
  }
  yield decode(new Uint8Array(), false)
}
