import { spawnSync } from 'node:child_process'
import { realPhotos } from './find-photos.ts'

// Real photos for the tests of quality, from a package of the system. Does nothing where they are; tests skip aloud where they cannot be had.

const minuteMs = 60_000
const ways = [['update'], ['install', '--no-install-recommends', 'mate-backgrounds']]

for (const words of ways) {
  if (realPhotos().length > 0) break
  console.log('No photos are installed; getting a package of some…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-qq', '-y', ...words], { stdio: 'ignore', timeout: 3 * minuteMs, env })
}
