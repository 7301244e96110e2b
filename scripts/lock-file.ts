/** The parts of a `package-lock.json` that say which packages there are for which system. */
export interface LockFile {
  packages: Record<string, LockedPackage>
}

interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

interface MissingPackage {
  path: string
  name: string
  version: string
  dev: boolean
}

/** Optional packages another one names by version and that have no entry. `npm ci` refuses a lock file that lacks one, on any system. */
export function missingPackages({ packages }: LockFile): MissingPackage[] {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([, version]) => /^\d+\.\d+\.\d+$/.test(version))
      .filter(([name, version]) => !placesOf(from, name).some((place) => packages[place]?.version === version))
      .map(([name, version]) => ({ path: freePlace(packages, placesOf(from, name)), name, version, dev })),
  )
}

/** The lock file with an entry for each of them; which system it is for is read from its name, as their makers name them. */
export function completed(lock: LockFile): LockFile {
  const added = missingPackages(lock).map(({ path, ...missing }) => [path, entryOf(missing)] as const)
  const packages = { ...lock.packages, ...Object.fromEntries(added) }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

/** Where Node looks for `name`, nearest first. */
function placesOf(from: string, name: string): string[] {
  const around = from.split('/node_modules/').map((_, at, all) => all.slice(0, all.length - at).join('/node_modules/'))
  return [...around.filter(Boolean).map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

/** Beside the package that names it, as npm does, unless another version is there. */
function freePlace(packages: LockFile['packages'], [inside = '', beside = inside]: string[]): string {
  return beside in packages ? inside : beside
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

/** In the order in which npm writes it. */
function entryOf({ name, version, dev }: Omit<MissingPackage, 'path'>): LockedPackage {
  const words = name.split(/[-/]/)
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => processors.includes(word))
  const libc = /musl/.test(name) ? ['musl'] : /-gnu/.test(name) ? ['glibc'] : []
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  }
}
