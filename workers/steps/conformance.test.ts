import { after } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type Samples, stepSuite } from '../../test/suites/step-suite.ts'
import { systemClock } from '../../main/async/clock.ts'
import { ProcessLane } from '../../main/run/lanes/processes.ts'
import { ThreadLane } from '../../main/run/lanes/threads.ts'
import { tarChunks } from '../archives/tar-writer.ts'
import { sharp } from '../carriers/sharp-module.ts'
import { steps } from './catalogue.ts'

const processes = new ProcessLane({
  entry: new URL('../process-entry.ts', import.meta.url),
  size: 1,
  clock: systemClock,
})
const threads = new ThreadLane({
  entry: new URL('../thread-entry.ts', import.meta.url),
  size: 1,
  heapBytes: 256 * 2 ** 20,
  clock: systemClock,
})
after(async () => {
  await processes[Symbol.asyncDispose]()
  await threads[Symbol.asyncDispose]()
})

const gradient = Buffer.from(Array.from({ length: 90 * 60 * 3 }, (_, index) => (index * index) & 255))
const photo = await sharp(gradient, { raw: { width: 90, height: 60, channels: 3 } })
  .withExif({ IFD0: { Copyright: 'A. Uthor' } })
  .jpeg()
  .toBuffer()
const text = Buffer.from('Grüße\r\naus München\r\n'.repeat(100))
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\0\0\0')

const archive = gzipSync(
  Buffer.concat(
    await Array.fromAsync(
      tarChunks([
        {
          name: 'a/b.txt',
          modifiedMs: 0,
          sizeBytes: text.length,
          chunks: async function* () {
            yield text
          },
        },
      ]),
    ),
  ),
)
const encrypter = new Encrypter()
const secrets = { office: await generateX25519Identity() }
encrypter.addRecipient(await identityToRecipient(secrets.office))
const locked = Buffer.from(await encrypter.encrypt(text))
const empty = Buffer.alloc(0)
const samples: Record<string, Samples> = {
  image: { name: 'photo.jpg', good: photo, bad: { empty, cut: photo.subarray(0, photo.length / 2), foreign: pdf } },
  file: { name: 'text.csv', good: text, bad: {} },
  // Cut within a letter.
  'file.text': {
    name: 'text.csv',
    good: text,
    bad: { cut: text.subarray(0, 3), foreign: Buffer.from([0, 1, 2, 0, 0, 0, 5]) },
  },
  archive: { name: 'text.csv', good: text, bad: {} },
  'archive.unpack': {
    name: 'a.tar.gz',
    good: archive,
    bad: { empty, cut: archive.subarray(0, archive.length / 2), foreign: text },
  },
  external: { name: 'text.csv', good: text, bad: { empty } },
  privacy: { name: 'photo.jpg', good: photo, bad: { empty, cut: photo.subarray(0, photo.length / 2), foreign: text } },
  secret: { name: 'text.csv', good: text, bad: {} },
  'secret.decrypt': { name: 'text.csv.age', good: locked, bad: { empty, cut: locked.subarray(0, 300), foreign: text } },
  'file.join': { name: 'text.001', good: text, bad: {} },
  'file.checksums-check': { name: 'all.md5', good: Buffer.from('# none\n'), bad: { foreign: text } },
}

const copy = 'fs.copyFileSync(process.argv[1], process.argv[2])'

/** What a step cannot do without. */
const needed: Record<string, Record<string, unknown>> = {
  'archive.pack': { times: 'none' },
  'external.run': { command: [process.execPath, '-e', copy, '{input}', '{output}'] },
  'image.convert': { to: 'webp' },
  'image.crop': { aspect: '1:1', gravity: 'attention' },
  'image.pad': { aspect: '1:1' },
  'image.resize': { longest: 40 },
  'image.rotate': { by: 30 },
  'secret.decrypt': { secret: 'office' },
  'secret.encrypt': { secret: 'office' },
  'image.watermark': { text: '© A. Uthor' },
}

for (const step of steps) {
  const tried = samples[step.name] ?? samples[step.name.split('.')[0] ?? '']
  if (!tried) throw new Error(`There are no samples for ${step.name}.`)
  const lane = () => (step.lane === 'thread' ? threads : processes)
  stepSuite(step, {
    options: needed[step.name] ?? {},
    samples: tried,
    secrets,
    isRandom: step.name === 'secret.encrypt',
    lane,
  })
}
