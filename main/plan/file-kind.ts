import type { fileKinds } from '../../contract/fact-words.ts'

/** What people call a file, by its media type and extension. */
export type FileKind = (typeof fileKinds)[number]

const byExtension = new Map<string, FileKind>(
  (
    [
      ['Archives', 'zip 7z rar tar gz tgz bz2 tbz tbz2 xz txz zst tzst lz lz4 lzma cpio iso cab'],
      ['Programs', 'exe msi msix appx dmg pkg deb rpm appimage apk jar run flatpakref snap'],
      [
        'Documents',
        'pdf djvu djv xps oxps doc docx docm dot dotx odt ott rtf wpd txt md tex epub mobi azw3 fb2 csv tsv xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx odp odg html htm mht mhtml eml msg ics vcf pages numbers key',
      ],
      [
        'Pictures',
        'psd xcf ai eps sketch 3fr arw cr2 cr3 crw dcr dng erf fff gpr iiq kdc mos mrw nef nrw orf pef ptx raf rw2 rwl sr2 srf srw x3f',
      ],
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
