/** Files of one kind and what belongs to them; extensions in lower case without their dot. */
export interface CompanionKind {
  /** Which lead, the first before the others. */
  mains: readonly string[]
  /** With the stem of the main file, or behind its whole name. */
  companions: ReadonlySet<string>
  /** Also with so many marks in between, such as a language. */
  marked: ReadonlySet<string>
  marks: number
}

const raws =
  'cr3 cr2 crw nef nrw arw srf sr2 raf orf rw2 rwl pef ptx srw dng 3fr fff iiq mos mrw x3f erf kdc dcr gpr'.split(' ')
const photos = 'heic heif avif jxl tif tiff jpg jpeg png'.split(' ')
/** Edits and metadata of cameras, phones and the programs that develop photos; `mov` is the moving half of a live photo. */
const sidecars = 'xmp aae thm pp3 dop cos on1 arp rmd nksc wav mov'.split(' ')
const subtitles = 'srt vtt ass ssa sub idx sup smi ttml'.split(' ')
const videos = 'mp4 m4v mov mkv avi webm mts m2ts mpg mpeg wmv mxf'.split(' ')

const kind = (mains: string[], companions: string[], marked: string[] = []): CompanionKind => ({
  mains,
  companions: new Set(companions),
  marked: new Set(marked),
  marks: marked.length > 0 ? 2 : 0,
})

/** In the order in which they lead. The parts of a shapefile are those of the ESRI description and of common programs. */
export const companionKinds: readonly CompanionKind[] = [
  kind(raws, [...sidecars, 'jpg', 'jpeg', 'heic', 'heif']),
  kind(photos, sidecars),
  kind(videos, [...subtitles, 'nfo', 'thm', 'lrv', 'xmp', 'xml'], subtitles),
  kind('flac wav aiff m4a mp3 ogg opus'.split(' '), ['lrc', 'cue']),
  kind(['shp'], 'shx dbf prj cpg sbn sbx qix qpj qmd fbn fbx ain aih ixs mxs atx xml'.split(' ')),
]
