import { readFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { realPhotos } from '../../scripts/find-photos.ts'
import type { SegmentStep } from '../../contract/task.ts'
import { call, runSteps } from '../suites/run-steps.ts'
import { makePhotos } from './make-inputs.ts'
import { hold, middle } from './ratio.ts'

const rounds = 15

/** What steps cost beside what a person would write by hand, and what compressing gains at which likeness. */
export async function steps(): Promise<void> {
  await fusion()
  await compression()
}

const chain = [
  call('image.upright'),
  call('image.crop', { aspect: '4:3' }),
  call('image.resize', { longest: 1600 }),
  call('image.colour', { saturation: 10 }),
  call('image.sharpen', { amount: 0.5 }),
]

async function fusion(): Promise<void> {
  console.log('\na chain of five image steps over a photo of 12 megapixels, against one pipeline by hand')
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-bench-'))
  await makePhotos(folder.path)
  const photo = readFileSync(join(folder.path, 'photo-3.jpg'))
  const { width, height } = await sharp(photo).metadata()
  const inner = { width: Math.round((height * 4) / 3), height }
  const byHand = (round: number) =>
    sharp(photo)
      .autoOrient()
      .extract({ left: Math.floor((width - inner.width) / 2), top: 0, ...inner })
      .resize({ width: 1600, height: 1200, fit: 'fill' })
      .modulate({ saturation: 1.1 })
      .sharpen({ sigma: 1, m1: 0.5, m2: 1 })
      .jpeg({ quality: 82 })
      .toFile(join(folder.path, `hand-${round}.jpg`))
  const times = { steps: [] as number[], hand: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    times.steps.push(await cpuMs(() => runSteps(photo, chain)))
    times.hand.push(await cpuMs(() => byHand(round)))
  }
  const [ours, theirs] = [middle(times.steps), middle(times.hand)]
  console.log(`  steps: ${ours.toFixed(0)} ms of processor, by hand: ${theirs.toFixed(0)} ms`)
  hold('processor time, five steps over one pipeline', ours / theirs, { atMost: 1.1 })
}

/** Not the clock's: other programs run beside it. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function compression(): Promise<void> {
  const photos = realPhotos()
  console.log(`\ncompress: looks the same, against JPEG in quality 80, over ${photos.length} real photos`)
  if (photos.length === 0) return console.log('  SKIPPED: no photos are installed; `npm run photos` gets some')
  const found = { compressed: [] as Weighed[], fixed: [] as Weighed[] }
  for (const path of photos) {
    const photo = await sharp(path).resize({ width: 1920, withoutEnlargement: true }).png().toBuffer()
    found.compressed.push(await weighed(photo, [call('image.convert', { to: 'jpeg' }), call('image.compress')]))
    found.fixed.push(await weighed(photo, [call('image.convert', { to: 'jpeg', quality: 80, score: true })]))
  }
  const [ours, theirs] = [averaged(found.compressed), averaged(found.fixed)]
  for (const [name, { bytes, similarity }] of Object.entries({ compressed: ours, 'quality 80': theirs }))
    console.log(`  ${name}: ${Math.round(bytes / 1000)} kB and a similarity of ${similarity.toFixed(4)} on average`)
  hold('bytes, compressed over quality 80', ours.bytes / theirs.bytes, { atMost: 1 })
  hold('similarity, compressed less quality 80', ours.similarity - theirs.similarity, { atLeast: 0 })
}

interface Weighed {
  bytes: number
  similarity: number
}

async function weighed(photo: Buffer, calls: SegmentStep[]): Promise<Weighed> {
  const { result } = await runSteps(photo, calls)
  return { bytes: result.sizeBytes, similarity: Number(result.facts.similarity) }
}

function averaged(all: Weighed[]): Weighed {
  const mean = (of: (each: Weighed) => number): number => all.reduce((sum, each) => sum + of(each), 0) / all.length
  return { bytes: mean(({ bytes }) => bytes), similarity: mean(({ similarity }) => similarity) }
}
