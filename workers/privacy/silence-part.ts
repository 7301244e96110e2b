import { withoutDates, withoutDatesIn } from './comment-dates.ts'
import { withoutConnections } from './connections.ts'
import { withoutReferences } from './left-out.ts'
import { emptyProperties } from './empty-properties.ts'
import { withoutPersonalViews } from './personal-views.ts'
import { asShown } from './shown-properties.ts'
import { tagAttributes } from './tag-attributes.ts'
import { withoutLocalPaths, withoutLocalPathsIn } from './local-paths.ts'

/** A part of a document that says nothing about people any more, and the names of the fields that did. */
export interface SilencedPart {
  text: string
  said: string[]
}

/** What stands for any name where a name has to stand, as Word itself has it. */
const nobody = 'Author'

/** Elements that go with all they hold; what a firm has in data of its own may be called like some of Word's, and be shown. */
const dropped =
  'Company|Manager|Template|TotalTime|HyperlinkBase|Application|AppVersion|presenceInfo|absPath|rsids|(?<=<w\\d*:)doc(?:Vars|Id)|(?<=<xr\\d*:)revisionPtr'
const droppedElements = new RegExp(`<((?:\\w+:)?(${dropped}))${tagAttributes}(?:/>|>[\\s\\S]*?</\\1>)`, 'g')
/** Where a template or a linked file lies on the computer of whoever wrote it: the folders, often with the name of a person, go; its own name stays. */
const filePaths = /(\sTarget=["']file:\/*)((?!\/)[^"']*[\\/])/gi
/** The same in the other ways that programs write it: from the root, with a drive or a server. Within the document only `/xl/…` and the like are meant. */
const outsideRelation = /<Relationship\b[^>]*\sTargetMode=["']External["'][^>]*>/g
const outsidePaths = /(\sTarget=["'])((?:\/|\\\\|[a-z]:[\\/])[^"']*[\\/])/gi
/** From where Excel fetches numbers. */
const fetchedPaths = /(\s(?:sourceFile|odcFile)=["'])((?!https?:)[^"']*[\\/])/g
/** As LibreOffice notes it. */
const printers = itemCalled('Printer(?:Name|Setup)')
/** From which list of addresses a letter was filled. */
const addressLists = itemCalled('CurrentDatabase(?:DataSource|Command)')
/** What programs added to PowerPoint keep with slides and shapes. */
const tagParts = /^ppt\/tags\//
const addedTags = new RegExp(`<((?:\\w+:)?tag)${tagAttributes}(?:/>|>[^<]*</\\1>)`, 'g')
/** Names that have to stay filled for the document to open: what stands before, the field, the name. */
const namedElement = new RegExp(
  `(<(?:\\w+:)?(author|creator|initial-creator|creator-initials|sender-initials)${tagAttributes}>)([^<]+)`,
  'g',
)
const namedAttributes = inQuotes('(?:\\w+:)?(author|initials|userName|lastModifiedBy|userId|providerId|refreshedBy)')
/** The lists of who commented on cells and slides, or changed them, call the author plainly by what elsewhere is the name of a table or a field. */
const peopleNames = inQuotes('(name|displayName)')
const peopleParts =
  /(^|\/)(commentAuthors|authors|revisions\/userNames)\.xml$|(^|\/)(persons|changesInfos)\/[^/]+\.xml$/

/** In which sessions of whose Word what was written: by them one document is known as the brother of another. */
const sessions = /\sw:rsid\w*=(?:"[^"]*"|'[^']*')/g

/** What looks like an attribute outside of one is read on the page. */
const tag = /<[\w:][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/g

function itemCalled(names: string): RegExp {
  return new RegExp(`(<config:config-item(?=\\sconfig:name=["'](?:${names})["'])${tagAttributes}>)[^<]+`, 'g')
}

/** An attribute and its value, in quotes of either kind. */
function inQuotes(attribute: string): RegExp[] {
  return ['"', "'"].map((quote) => new RegExp(`(\\s${attribute}=${quote})([^${quote}]*)`, 'g'))
}

export function silencePart(name: string, text: string): SilencedPart {
  const whole = emptyProperties(name, text)
  if (whole !== undefined) return text === whole ? { text, said: [] } : { text: whole, said: fieldsIn(text) }
  const said: string[] = []
  if (tagParts.test(name)) text = text.replace(addedTags, () => (said.push('tag of an add-in'), ''))
  const shown = withoutPersonalViews(asShown(text), said)
  const left = withoutLocalPaths(withoutConnections(withoutReferences(shown), said), said)
    .replace(filePaths, (_, start: string) => (said.push('path of a linked file'), start))
    .replace(fetchedPaths, (_, start: string) => (said.push('path of a linked file'), start))
    .replace(outsideRelation, (relation) =>
      relation.replace(outsidePaths, (_, start: string) => (said.push('path of a linked file'), start)),
    )
    .replace(printers, (_, start: string) => (said.push('printer'), start))
    .replace(addressLists, (_, start: string) => (said.push('list of addresses'), start))
    .replace(droppedElements, (_, _tag: string, field: string) => (said.push(field), ''))
  const attributes = peopleParts.test(name) ? [...namedAttributes, ...peopleNames] : namedAttributes
  const unnamed = withoutNames(withoutDates(left, said), namedElement, said).replace(tag, (written) => {
    const unlinked = written.replace(sessions, () => (said.push('rsids'), ''))
    const undated = withoutDatesIn(withoutLocalPathsIn(unlinked, said), name, said)
    return attributes.reduce((named, attribute) => withoutNames(named, attribute, said), undated)
  })
  return { text: unnamed, said }
}

function withoutNames(text: string, pattern: RegExp, said: string[]): string {
  return text.replace(pattern, (all: string, ...[start = '', field = '', value = '']: string[]) => {
    if (value === nobody) return all
    said.push(field)
    return start + nobody
  })
}

/** The properties that hold something. */
function fieldsIn(text: string): string[] {
  return [...text.matchAll(/<(?:[\w-]+:)?([\w-]+)(?:\s[^>]*)?>[^<>\s][^<>]*<\//g)].map(([, field = '']) => field)
}
