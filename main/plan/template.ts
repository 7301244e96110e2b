import type { Facts } from '../../contract/facts.ts'
import type { Template, TemplatePart } from '../../contract/template.ts'
import type { TemplateToken } from '../../contract/template-token.ts'
import { formatDate } from './date-format.ts'
import { applyTransform, maxValueLetters } from './transform.ts'

export interface FillOptions {
  facts: Facts
  /** IANA zone for instants; empty is the system's. */
  zone: string
}

/** The filled components in order, or the facts that are missing and those whose values cannot be written. */
export type Filled = { components: string[] } | { missing: string[]; unusable: string[] }

/**
 * Fills a template with facts. Values are data: what would separate folders in them becomes `_`, only the folders of
 * `{path}` stay folders, so a value cannot lead out of the place the template names. Components are not yet checked.
 */
export function fillTemplate(template: Template, options: FillOptions): Filled {
  const missing = template.facts.filter((fact) => valueOf(fact, options.facts) === undefined)
  if (missing.length > 0) return { missing, unusable: [] }
  const unusable: string[] = []
  const write = (token: TemplateToken) => {
    const text = writeToken(token, template.use, options)
    if (text === undefined && !unusable.includes(token.fact)) unusable.push(token.fact)
    return text ?? ''
  }
  const components = template.components.flatMap((parts) => fillComponent(parts, write))
  return unusable.length > 0 ? { missing, unusable } : { components }
}

/** The filled template as one text for a plan, joined by `/`: what is not known yet stands as written, e.g. `{width}`. */
export function describeTemplate(template: Template, options: FillOptions): string {
  const write = (token: TemplateToken) => writeToken(token, template.use, options) ?? token.source
  return template.components.flatMap((parts) => fillComponent(parts, write)).join('/')
}

/** The filled template as it is at its shortest: of a number that is not known yet the digits it has at least, of other values nothing. */
export function shortestTemplate(template: Template, options: FillOptions): string {
  const write = (token: TemplateToken) => writeToken(token, template.use, options) ?? leastOf(token)
  return template.components.flatMap((parts) => fillComponent(parts, write)).join('/')
}

function leastOf({ info, format, transforms }: TemplateToken): string {
  return info.kind === 'number' && transforms.length === 0 ? '0'.padStart(Number(format) || 0, '0') : ''
}

/** `{path}` may be several folders, or none when it stands alone. */
function fillComponent(parts: TemplatePart[], write: (token: TemplateToken) => string): string[] {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : write(part))).join('')
  const [only] = parts
  const standsAlone = parts.length === 1 && only?.kind === 'token' && only.fact === 'path'
  return standsAlone && text === '' ? [] : text.split('/')
}

/** Undefined when the fact is not known or its value cannot be written. */
function writeToken(token: TemplateToken, use: Template['use'], { facts, zone }: FillOptions): string | undefined {
  const value = valueOf(token.fact, facts)
  if (value === undefined) return undefined
  const text = writeValue(value, token, zone)
  if (text === undefined) return undefined
  const folders = token.fact === 'path' && use !== 'name' ? text.split('/') : [text]
  if (folders.some((each) => each.length > maxValueLetters)) return undefined
  return folders.map((each) => sealed(token.transforms.reduce(applyTransform, each))).join('/')
}

function valueOf(fact: string, facts: Facts): string | number | undefined {
  return facts[fact] ?? (fact === 'date' ? facts.modified : undefined)
}

function writeValue(value: string | number, { info, format }: TemplateToken, zone: string): string | undefined {
  if (info.kind === 'instant') return formatDate(value, { format: format || 'YYYY-MM-DD', zone })
  return typeof value === 'number' ? String(value).padStart(Number(format) || 0, '0') : value
}

/** No value may separate folders, or end a name early. */
function sealed(value: string): string {
  return value.replace(/[/\0]/g, '_')
}
