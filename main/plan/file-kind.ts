import type { fileKinds } from '../../contract/fact-words.ts'

/** What people call a file, by its media type and extension. */
export type FileKind = (typeof fileKinds)[number]

const byExtension = new Map<string, FileKind>(
  (
    [
      ['Archives', 'zip 7z rar tar gz tgz bz2 tbz xz txz zst lz iso cab'],
      ['Programs', 'exe msi msix appx dmg pkg deb rpm appimage apk jar run flatpakref snap'],
      [
        'Documents',
        'pdf doc docx docm odt rtf txt md tex epub mobi azw3 csv tsv xls xlsx xlsm ods ppt pptx pptm odp html htm pages numbers key',
      ],
      ['Pictures', 'psd xcf ai eps sketch cr2 cr3 nef arw dng raf orf rw2'],
    ] as const
  ).flatMap(([kind, extensions]) => extensions.split(' ').map((extension) => [extension, kind] as const)),
)
const byType = new Map<string, FileKind>([
  ['image', 'Pictures'],
  ['video', 'Videos'],
  ['audio', 'Music'],
  ['text', 'Documents'],
])

/** `extension` without its dot. */
export function fileKind({ type, extension }: { type: string; extension: string }): FileKind {
  const word = type.slice(0, Math.max(0, type.indexOf('/')))
  return byExtension.get(extension.toLowerCase()) ?? byType.get(word) ?? 'Other'
}
