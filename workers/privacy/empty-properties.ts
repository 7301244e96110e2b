const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const core = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'
const server = 'http://schemas.microsoft.com/office/2006/metadata/properties'
const cover = 'http://schemas.microsoft.com/office/2006/coverPageProps'
const emptyCore = `${head}<cp:coreProperties xmlns:cp="${core}"/>`
const emptyCustom = `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`
const emptyMeta =
  '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>'
/** What the server of a firm says of a document, and the address of the firm that a cover page may show. */
const emptyServer = `${head}<p:properties xmlns:p="${server}"><documentManagement/></p:properties>`
const emptyCover = `${head}<CoverPageProperties xmlns="${cover}"><PublishDate/><Abstract/><CompanyAddress/><CompanyPhone/><CompanyFax/><CompanyEmail/></CoverPageProperties>`

/** Whole parts that are nothing but properties. */
const byName: Record<string, string> = {
  'docProps/core.xml': emptyCore,
  'docProps/custom.xml': emptyCustom,
  'meta.xml': emptyMeta,
}

/** Programs call other such parts as they like: by their first element they are known everywhere. */
const byRoot: readonly [RegExp, string][] = [
  [/^(?:\w+:)?coreProperties[\s/>]/, emptyCore],
  [new RegExp(`^(?:\\w+:)?properties\\s[^>]*=["']${server}["']`), emptyServer],
  [new RegExp(`^(?:\\w+:)?CoverPageProperties\\s[^>]*=["']${cover}["']`), emptyCover],
]
const beforeRoot = /^\uFEFF?\s*(?:<\?[^>]*>\s*)*</

/** A part that is nothing but properties, with none of them; undefined for one that is more. */
export function emptyProperties(name: string, text: string): string | undefined {
  const named = byName[name]
  if (named !== undefined) return named
  const before = beforeRoot.exec(text)?.[0].length
  if (before === undefined) return undefined
  const root = text.slice(before, text.indexOf('>', before) + 1)
  return byRoot.find(([pattern]) => pattern.test(root))?.[1]
}
