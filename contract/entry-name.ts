import { isLongerThan } from './names.ts'

const mostDepth = 64
const mostNameBytes = 255

/** Why an entry of this name cannot be unpacked, or undefined: names that lead out of a folder, or that no disk can hold. */
export function nameRefusal(name: string): string | undefined {
  if (name === '') return 'has no name'
  if (/[\0-\x1f\x7f]/.test(name)) return 'has control characters in its name'
  if (name.includes('\\')) return 'has backslashes in its name'
  if (name.startsWith('/')) return 'is not below a folder'
  if (/^[a-z]:/i.test(name)) return 'has a name that begins as drives are called on Windows'
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.includes('..')) return 'leads out of its folder'
  if (parts.some((part) => part === '' || part === '.')) return 'has a folder without a name in its name'
  if (parts.length > mostDepth) return `lies ${parts.length} folders deep, and ${mostDepth} are allowed`
  return parts.some((part) => isLongerThan(part, mostNameBytes)) ? 'has a name that no disk can hold' : undefined
}

/** Why a file cannot be packed under this name, or undefined. */
export function packRefusal(name: string, format: string): string | undefined {
  return nameRefusal(name) ?? (format === 'zip' && !name.isWellFormed() ? notInZips : undefined)
}

/** Of bytes that are no Unicode in a zip one program drops some, and others read them as the letters of the first PCs. */
const notInZips = 'has a name that is no Unicode, which only a tar keeps'
