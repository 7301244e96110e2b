// The bare loop photos are held against: one of as many processes as there are cores takes every n-th file.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const [from, to, share, shares] = process.argv.slice(2)
sharp.cache(false)
sharp.concurrency(1)
const names = readdirSync(from)
  .sort()
  .filter((_, n) => n % Number(shares) === Number(share))
for (const name of names)
  await sharp(join(from, name))
    .rotate()
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toFile(join(to, name))
