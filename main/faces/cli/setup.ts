import { accessSync, constants } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { isWithin } from '../../io/paths.ts'

export interface VolumeSetup {
  path: string
  /** False for a disk that says nothing, not even that there is nothing. */
  answers: boolean
  /** The same for places on the same disk; null where the system does not say. */
  device: number | null
  freeBytes: number
  totalBytes: number
}

/** How this machine looks to Millrace; paths are as they are, to be escaped where they are shown. */
export interface Setup {
  versions: Record<string, string>
  cores: number
  memory: { totalBytes: number; freeBytes: number }
  /** How many files a process may hold open; null where the system does not say. */
  openFileLimit: number | null
  /** Programs that some steps start, by name, with where they are; empty when they are not there. */
  tools: Record<string, string>
}

const toolNames = ['ffmpeg', 'ffprobe', 'tesseract', 'exiftool']

/** Asks no disk but for programs. For as long as no thread hangs: Node's report waits for all of them. */
export function lookAtSetup(env: NodeJS.ProcessEnv): Setup {
  return {
    versions: { node: process.versions.node, sqlite: process.versions['sqlite'] ?? '', system: process.platform },
    cores: availableParallelism(),
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    openFileLimit: openFileLimit(),
    tools: Object.fromEntries(toolNames.map((name) => [name, toolPath(name, env)])),
  }
}

/** How much room there is; `silent` are places whose disks do not answer, and are not asked. */
export function lookAtVolumes(paths: string[], { silent }: { silent: readonly string[] }): Promise<VolumeSetup[]> {
  const isSilent = (path: string) => silent.some((place) => isWithin(place, path))
  const unknown = { answers: false, device: null, freeBytes: 0, totalBytes: 0 }
  return Promise.all(paths.map(async (path) => (isSilent(path) ? { path, ...unknown } : volumeOf(path))))
}

/** Of the folder, or of the nearest one above it that is there. */
async function volumeOf(path: string): Promise<VolumeSetup> {
  for (let at = path; ; at = dirname(at)) {
    const room = await roomAt(at).catch(() => undefined)
    if (room) return { path, answers: true, ...room }
    if (dirname(at) === at) return { path, answers: true, device: null, freeBytes: 0, totalBytes: 0 }
  }
}

async function roomAt(path: string): Promise<Omit<VolumeSetup, 'path' | 'answers'>> {
  const { bavail, blocks, bsize } = await statfs(path)
  return { device: (await stat(path)).dev, freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

/** The soft limit, from Node's diagnostic report: the one place that tells it without a native module. */
function openFileLimit(): number | null {
  // Without looking up the names of all network addresses; newer than the types.
  Object.assign(process.report, { excludeNetwork: true })
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } }
  const soft = report.userLimits?.open_files?.soft
  return typeof soft === 'number' ? soft : null
}

function toolPath(name: string, env: NodeJS.ProcessEnv): string {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const paths = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder || '.', file))
  return paths.find(isProgram) ?? ''
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
