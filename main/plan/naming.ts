import type { Facts, KnownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import { nameBytes } from '../../contract/names.ts'
import type { OutputBranch } from '../../contract/recipe.ts'
import { parseTemplate, type Template, type TemplateOptions } from '../../contract/template.ts'
import type { Foreseen } from './foresee.ts'
import { asOnDisk, fileName, folderName, maxNameBytes, type NameRules } from './held-name.ts'
import { portableStem } from './portable.ts'
import { describeTemplate, fillTemplate, shortestTemplate } from './template.ts'

/** The templates of one output branch, parsed once for all files. */
export interface BranchNames {
  folder: Template
  name: Template
}

export interface TargetRequest extends NameRules {
  names: BranchNames
  facts: Facts
  /** IANA zone for instants; empty is the system's. */
  zone: string
  /** Of the result, with its dot, or empty. */
  extension: string
}

export interface Target {
  /** Below the output root, joined by `/`; empty is the root itself. */
  folder: string
  /** Null while the name needs facts of the result. */
  stem: string | null
  /** With its dot, or empty. */
  extension: string
}

/** @throws Fault `recipe-wrong` for templates that a recipe's reader would have refused. */
export function branchNames(branch: OutputBranch, facts: KnownFacts): BranchNames {
  const parsed = (text: string, use: TemplateOptions['use']): Template => {
    const result = parseTemplate(text, { use, facts })
    if ('template' in result) return result.template
    throw new Fault('recipe-wrong', { subject: text, why: result.problems[0]?.message ?? '' })
  }
  return { folder: parsed(branch.folder, 'folder'), name: parsed(branch.name, 'name') }
}

/**
 * Where a result goes. The folder never leaves the output root and no name is ever cut.
 * @throws Fault `template-wrong` (a value is missing or cannot be written), `name-too-long`, `name-refused`.
 */
export function targetOf(request: TargetRequest): Target {
  const { names, facts, extension } = request
  const folder = targetFolder(request)
  if (!isLate(names.name, facts)) return { folder, ...targetName(request) }
  requireRoom(request)
  return { folder, stem: null, extension }
}

/**
 * Where a result goes once it is there, and all is known of it that will be. One of several, of which the recipe says no more than `{stem}`, is called
 * by what tells it from the others: as it was in its archive, or by its suffix. A whole is called as its parts say.
 * @throws Fault as `targetOf` does, and `template-wrong` also for what only the result could have told
 */
export function finalTargetOf(request: TargetRequest): Target & { stem: string } {
  // A file that was not split has nothing that tells it from others.
  const told = { ...request, facts: { suffix: '', ...request.facts } }
  const own = saysNoMore(request) ? stemOfPart(told.facts) : null
  const named = own === null ? told : { ...told, facts: { ...told.facts, stem: own } }
  return { folder: targetFolder(told), ...targetName(named) }
}

function targetFolder(request: TargetRequest): string {
  const { folder } = request.names
  const components = filled(folder, request)
  if (components.includes('') && !request.portable)
    throw new Fault('template-wrong', { subject: folder.source, why: 'A folder in it would have no name.' })
  return components.map((component) => folderName(component, request)).join('/')
}

function targetName(request: TargetRequest): { stem: string; extension: string } {
  const { names, portable, extension } = request
  const stem = filled(names.name, request).join('') || (portable ? '_' : '')
  if (stem === '') throw new Fault('template-wrong', { subject: names.name.source, why: 'The name would be empty.' })
  return fileName({ stem, extension }, request)
}

function saysNoMore({ names }: TargetRequest): boolean {
  return names.name.source === '{stem}'
}

/** Null where nothing does. */
function stemOfPart({ stem, suffix, 'entry-stem': entry, 'whole-stem': whole = stem }: Facts): string | null {
  if (entry !== undefined) return String(entry)
  return suffix === '' && whole === stem ? null : `${whole}${suffix}`
}

/**
 * Folders below a target that a result brings along, as from an archive, joined by `/`; empty is none. Each stands for itself and cannot lead out.
 * @throws Fault `name-too-long`, `name-refused`
 */
export function innerFolder(path: string, rules: NameRules): string {
  return path === ''
    ? ''
    : path
        .split('/')
        .map((component) => folderName(component, rules))
        .join('/')
}

/**
 * The target as a plan shows it: what is not known yet stands as written, e.g. `{width}`. `parts`: there may be several results, called as in their
 * archive or by a suffix.
 */
export function describeTarget(
  request: TargetRequest,
  { parts = null }: { parts?: Foreseen['splits'] } = {},
): { folder: string; name: string } {
  const { names, extension } = request
  const stem = describeTemplate(names.name, request)
  const told =
    saysNoMore(request) && parts !== null
      ? { entries: '{entry-stem}', parts: `${stem}{suffix}`, whole: '{whole-stem}' }[parts]
      : stem
  return { folder: describeTemplate(names.folder, request), name: told + extension }
}

function isLate(template: Template, facts: Facts): boolean {
  return template.lateFacts.some((fact) => facts[fact] === undefined)
}

function filled(template: Template, request: TargetRequest): string[] {
  const result = fillTemplate(template, request)
  if ('components' in result) return result.components
  const { missing, unusable } = result
  const why =
    missing.length > 0
      ? `Not known for this file: ${missing.join(', ')}.`
      : `Cannot be written: ${unusable.join(', ')}.`
  throw new Fault('template-wrong', { subject: template.source, why })
}

/** A name may be too long by what is known of it: then the file need not be worked on to find that out. */
function requireRoom(request: TargetRequest): void {
  const { names, extension, portable, windows } = request
  const stem = shortestTemplate(names.name, request)
  const bytes = nameBytes((portable ? portableStem(stem) : asOnDisk(stem, { windows })) + extension)
  if (bytes <= maxNameBytes) return
  const why = `It has at least ${bytes} bytes; a disk holds ${maxNameBytes}.`
  throw new Fault('name-too-long', { subject: describeTarget(request).name, why })
}
