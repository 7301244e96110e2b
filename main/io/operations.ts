import { copyAll } from './copying/copy-all.ts'
import type { CopyRequest } from './copying/copy-request.ts'
import { type Clearing, clearFolders } from './folders/clear-folders.ts'
import { emptyVault, type EmptyRequest } from './moving/empty-vault.ts'
import { excerpt } from './looking/excerpt.ts'
import { attemptFiles, leftovers } from './folders/leftovers.ts'
import { flushAll } from './flushing/flush-all.ts'
import { folderChain, sourcePlaces } from './places/folder-chain.ts'
import { idAt } from './places/folder-ids.ts'
import type { IdentityRules } from './looking/identity.ts'
import { Patience } from './names/patience.ts'
import { publishAll } from './publishing/publish.ts'
import type { PublishRequest, PublishRules } from './publishing/publish-request.ts'
import { takeBack } from './publishing/take-back.ts'
import { nearestFolder } from './folders/make-folder.ts'
import { type MovedAcross, removeMoved } from './moving/remove-moved.ts'
import { type Astray, giveBack } from './moving/give-back.ts'
import { dropParts } from './moving/move-by-copy.ts'
import { dispose } from './names/remove.ts'
import { releaseReservation } from './names/reserve-name.ts'
import { type HalfPublished, retract, standingOf } from './publishing/retract.ts'
import { areApart } from './volumes/on-other-disk.ts'
import { roomFor } from './volumes/room-for.ts'
import { shiftAll, type ShiftRequest } from './moving/shift.ts'
import { type ShiftSet, shiftSets } from './moving/shift-sets.ts'
import { emptyScratch } from './folders/empty-scratch.ts'
import { hashFile } from './looking/hash-file.ts'
import { grantedBy } from './looking/granted-by.ts'
import { areFolders, look, lookFirmly, lookThrough, occupied, requireUnchanged } from './looking/look.ts'
import { sealAll, type SealRequest } from './copying/seal.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { whyStaying } from './beforehand/may-leave.ts'
import { whyUnread } from './beforehand/may-read.ts'
import { areProgramsThere } from './beforehand/programs.ts'
import { InChunks } from './in-chunks.ts'
import { listFolder } from './beforehand/list-folder.ts'
import { diskOf, isAway, isMountPoint, missedDisk, mountsOf } from './places/mount.ts'
import { newFolder } from './beforehand/new-folder.ts'
import { behindPackages } from './places/packages.ts'
import { realPaths, resolvedPath } from './places/real-paths.ts'
import { rewordAll, type Rewording } from './copying/reword.ts'
import { type Aside, type Receipt, stillStored, type Stored, unedited, whereabouts } from './moving/unedited.ts'
import { type Leading, requireNoStray } from './beforehand/no-stray.ts'
import { freeBytes, identityRulesOf, probeVolume, requireWritable } from './volumes/volume.ts'
import { filesBelow, type Place, type Sighting, type SurveyOptions } from './looking/survey.ts'
import { rootState } from './places/watched-root.ts'
import { walk, type WalkEntry, type WalkOptions, type WalkRoot } from './looking/walk.ts'

const walks = new InChunks<WalkEntry>()
const surveys = new InChunks<Sighting>()
let lastSurvey = 0

/** Everything an io thread can be asked to do, by name. Only what flushes many files waits; inputs and answers are plain data. */
export const operations = {
  copy: (requests: CopyRequest[], stop?: Int32Array) => copyAll(requests, stop),
  flush: (paths: string[]) => flushAll(paths.map((path) => ({ path }))),
  publish: ({ sets, rules }: { sets: PublishRequest[][]; rules: PublishRules }) => publishAll(sets, rules),
  takeBack: (set: PublishRequest[]) => takeBack(set),
  shift: (input: { requests: ShiftRequest[]; rules: PublishRules }) => shiftAll(input),
  shiftSets: (input: { sets: ShiftSet[]; rules: IdentityRules }) => shiftSets(input),
  clearFolders: (clearing: Clearing) => clearFolders(clearing),
  removeMoved: (files: MovedAcross[]) => removeMoved(files),
  findAgain: ({ results, aside }: { results: Receipt[]; aside: Aside[] }) => ({
    verdicts: unedited(results),
    aside: whereabouts(aside),
  }),
  stillStored: (files: Stored[]) => stillStored(files),
  emptyVault: (request: EmptyRequest) => emptyVault(request),
  seal: (requests: SealRequest[]) => sealAll(requests),
  reword: (rewordings: Rewording[]) => rewordAll(rewordings),
  release: (names: string[]) => names.map((name) => releaseReservation(name)),
  dropParts: (names: string[]) => dropParts(names),
  giveBack: (astray: Astray) => giveBack(astray),
  dispose: (paths: string[]) => {
    const patience = Patience.long()
    return paths.filter((path) => !dispose(path, patience))
  },
  whyStaying: (paths: string[]) => whyStaying(paths),
  whyUnread: (paths: string[]) => whyUnread(paths),
  areProgramsThere: (programs: string[]) => areProgramsThere(programs),
  look: (paths: string[]) => look(paths),
  lookFirmly: (path: string) => lookFirmly(path),
  lookThrough: (paths: string[]) => lookThrough(paths),
  behindPackages: (request: { folder: string; paths: string[] }) => behindPackages(request),
  areFolders: (paths: string[]) => areFolders(paths),
  folderIds: (paths: string[]) => paths.map(idAt),
  occupied: (paths: string[]) => occupied(paths),
  unchanged: (sources: { path: string; planned: FileIdentity }[]) =>
    sources.forEach(({ path, planned }) => requireUnchanged(path, planned)),
  granted: (paths: string[]) => grantedBy(paths),
  excerpt: (request: { path: string; mostBytes: number }) => excerpt(request),
  hash: (path: string) => hashFile(path),
  probe: ({ folder, prefix }: { folder: string; prefix: string }) => probeVolume(folder, prefix),
  writable: (folder: string) => requireWritable(folder),
  areApart: (request: Parameters<typeof areApart>[0]) => areApart(request),
  roomFor: (folder: string) => roomFor(folder),
  free: (folder: string) => freeBytes(folder),
  identityRules: (folder: string) => identityRulesOf(folder),
  rootState: (folder: string) => rootState(folder, { wasMounted: false }),
  isMountPoint: (folder: string) => isMountPoint(folder),
  diskOf: ({ path, known }: { path: string; known: string[] }) => diskOf(path, known),
  missedDisk: ({ paths, known }: { paths: string[]; known: string[] }) => missedDisk(paths, known),
  mountsOf: (paths: string[]) => mountsOf(paths),
  isAway: (mount: string) => isAway(mount),
  requireNoStray: (leading: Leading) => requireNoStray(leading),
  leftovers: (request: { folder: string; prefixes: string[] }) => leftovers(request.folder, request.prefixes),
  standing: ({ half, ...how }: { half: HalfPublished; rules: PublishRules; keepName: boolean }) =>
    standingOf(half, how),
  retract: ({ half, rules }: { half: HalfPublished; rules: PublishRules }) => retract(half, rules),
  emptyScratch: (request: { folder: string; kept: string[] }) => emptyScratch(request),
  real: (paths: string[]) => realPaths(paths),
  resolved: (path: string) => resolvedPath(path),
  folderChain: (folder: string) => folderChain(folder),
  sourcePlaces: (sources: string[]) => sourcePlaces(sources),
  listFolder: (request: { path: string; limit: number }) => listFolder(request),
  newFolder: (request: { folder: string; name: string }) => newFolder(request),
  attemptFiles: (paths: string[]) => attemptFiles(paths),
  nearestFolder: (request: Parameters<typeof nearestFolder>[0]) => nearestFolder(request),
  surveyOpen: ({ place, options }: { place: Place; options: SurveyOptions }): number => {
    surveys.open(++lastSurvey, filesBelow(place, options))
    return lastSurvey
  },
  /** The next files; none means that the survey has ended. */
  surveyNext: (id: number): Sighting[] => surveys.next(id),
  surveyClose: (id: number) => surveys.close(id),
  walkOpen: ({ id, roots, options }: { id: number; roots: WalkRoot[]; options: WalkOptions }) =>
    walks.open(id, walk(roots, options)),
  /** The next entries; none means that the walk has ended. */
  walkNext: (id: number): WalkEntry[] => walks.next(id),
  walkClose: (id: number) => walks.close(id),
}

export type Operations = typeof operations
