/** Who has to act: the person, the surroundings (disk, network), nobody (it is tried again), or us. */
export type Blame = 'user' | 'environment' | 'transient' | 'bug'

interface FaultEntry {
  blame: Blame
  /** What happened, in the person's words; `{subject}` is the file or field it is about. */
  sentence: string
  /** What to do about it; empty where nothing helps but waiting. */
  remedy: string
}

const entry = (blame: Blame, sentence: string, remedy = ''): FaultEntry => ({ blame, sentence, remedy })

/** Every fault Millrace can name. `docs/reference/faults.md` is printed from this table. */
export const faultTable = {
  'recipe-wrong': entry('user', 'The recipe {subject} cannot be used.', 'Correct the lines named and try again.'),
  'recipe-unknown': entry('user', 'There is no recipe called {subject}.', 'See `millrace recipes` for the names.'),
  'recipe-no-file': entry(
    'user',
    'The recipe {subject} is not a file.',
    'Name a file of text that holds a recipe, such as `small.millrace.yaml`.',
  ),
  'recipe-changed': entry(
    'user',
    'The recipe {subject} was changed since you opened it.',
    'Open it again, or save yours under another name.',
  ),
  'usage-wrong': entry('user', 'The command cannot be carried out: {subject}.', 'See `millrace help`.'),
  'file-missing': entry('user', '{subject} is not there.', 'Check the name, or put the file back and retry.'),
  'file-empty': entry('user', '{subject} is empty.', 'Replace it with a whole copy and retry.'),
  'file-truncated': entry('user', '{subject} ends too early.', 'Replace it with a whole copy and retry.'),
  'file-damaged': entry('user', '{subject} is damaged.', 'Replace it with a whole copy and retry.'),
  'file-special': entry('user', '{subject} is not a regular file.', 'Only regular files can be read.'),
  'package-whole': entry(
    'user',
    '{subject} is kept whole by the program it belongs to, and was left alone.',
    'A recipe that keeps originals and takes any file goes into it. To process what is in it with this one, name it itself.',
  ),
  'wrong-type': entry(
    'user',
    '{subject} is not of a kind this recipe can read.',
    'Choose a recipe for this kind, or save the file as a kind that this one reads.',
  ),
  'left-out': entry('user', '{subject} was left out.', 'Change the conditions of the recipe if it should take it.'),
  'read-later': entry(
    'user',
    '{subject} could not be read at first, and was read later.',
    'Nothing is left to do: what lies in it has rows of its own.',
  ),
  'too-large': entry(
    'user',
    '{subject} is over a limit.',
    'Where a setting is named, raise it if the file can be trusted.',
  ),
  'archive-refused': entry(
    'user',
    'The archive {subject} was refused.',
    'Nothing of it was unpacked. Make it anew without what is named.',
  ),
  'not-packed': entry('user', '{subject} cannot be put into an archive.', 'Rename it and retry.'),
  'sums-differ': entry(
    'user',
    'The files do not agree with {subject}.',
    'Replace what is named with a whole copy, or take that list away and make a new one if it was changed on purpose.',
  ),
  'timed-out': entry('user', '{subject} took longer than allowed.', 'Raise `time-limit` of the step in the recipe.'),
  'secret-missing': entry(
    'user',
    'The secret {subject} is not available.',
    'Where Millrace runs, set MILLRACE_SECRET_<NAME>, or put the secret into `secrets/<name>` in the state folder, readable by you alone.',
  ),
  'secret-unnamed': entry(
    'user',
    '{subject} is encrypted, and the step names no secret.',
    'Name the one that opens it as `secret` of the step.',
  ),
  'secret-wrong': entry('user', '{subject} cannot be opened with this secret.', 'Name the secret it was made with.'),
  'not-permitted': entry(
    'user',
    'Access to {subject} is not permitted.',
    'Change the permissions, or choose another place.',
  ),
  'name-refused': entry(
    'user',
    'The name {subject} cannot be written there.',
    'Rename the file, or set `portable: true`.',
  ),
  'name-untold': entry('user', '{subject} has a name that cannot be handed to a program.', 'Rename it and retry.'),
  'name-too-long': entry('user', 'The name {subject} is too long.', 'Shorten the name or the template and retry.'),
  'there-already': entry('user', '{subject} is there already, byte for byte the same.', 'Nothing is left to do.'),
  'in-place': entry('user', '{subject} is where it would go, under that name.', 'Nothing is left to do.'),
  'name-taken': entry(
    'user',
    '{subject} exists already.',
    'What is there was left alone. Choose another folder, or another conflict mode if this is to go in.',
  ),
  'template-wrong': entry('user', 'The name template {subject} cannot be filled.', 'Correct the recipe.'),
  'output-in-input': entry('user', 'Results in {subject} would be taken as new input.', 'Choose another folder.'),
  'not-smaller': entry('user', '{subject} would not get smaller.', 'It was left as it is.'),
  'step-failed': entry(
    'user',
    'A step could not process {subject}.',
    'See the reason, then correct the file or the recipe.',
  ),
  'result-wrong': entry(
    'bug',
    'The result for {subject} did not pass its check.',
    'The original is untouched. Report this file.',
  ),
  'tool-missing': entry(
    'user',
    'The program {subject} is not installed.',
    'Install it, or give its whole path in `command` of the step.',
  ),
  'step-unallowed': entry(
    'user',
    'The recipe came from elsewhere, and what its step {subject} asks for was not allowed.',
    'If you trust it, import it again and allow that, or turn the step on in the recipe; else take the step out.',
  ),
  'programs-off': entry(
    'user',
    'The recipe {subject} runs programs, which this server does not do.',
    'If you trust the recipe, start the server with `--allow-programs`.',
  ),
  'original-changed': entry(
    'transient',
    '{subject} changed while it was read.',
    'Retry when nothing writes to it any more.',
  ),
  'file-busy': entry('transient', '{subject} is in use by another program.', 'Close that program and retry.'),
  'too-many-open': entry(
    'transient',
    'Too many files are open to go on with {subject}.',
    'Raise the limit of open files.',
  ),
  'worker-late': entry(
    'transient',
    'A process that was to work on {subject} was not ready in time.',
    'Retry when the computer has less to do.',
  ),
  'codec-missing': entry(
    'environment',
    'What reads {subject} does not start on this computer.',
    'Install Millrace anew, on this computer and with its optional packages.',
  ),
  'disk-full': entry(
    'environment',
    'No space left on the disk of {subject}.',
    'Free some space; the run continues where it stopped.',
  ),
  'disk-limit': entry(
    'user',
    'The disk of {subject} cannot hold a file of this size.',
    'Use a disk with another file system: FAT32 ends at 4 GB, exFAT and NTFS do not.',
  ),
  'volume-gone': entry(
    'environment',
    'The disk of {subject} is not connected.',
    'Connect it; what was begun continues where it stopped.',
  ),
  'read-only': entry('environment', 'The disk of {subject} cannot be written to.', 'Make it writable and retry.'),
  'volume-apart': entry(
    'transient',
    '{subject} is on another disk than its new place.',
    'Nothing: it is copied there and checked.',
  ),
  'io-error': entry('environment', 'The disk reported an error at {subject}.', 'Check the disk, then retry.'),
  'worker-crashed': entry('user', 'The decoder crashed on {subject}.', 'The file is probably damaged; others went on.'),
  'worker-memory': entry(
    'user',
    '{subject} needs more memory than allowed.',
    'Raise `limits.workerMemoryMb` in the settings.',
  ),
  'no-progress': entry(
    'user',
    '{subject} made no progress for too long and was stopped.',
    'Raise `limits.stallMs` in the settings.',
  ),
  'vault-refused': entry(
    'user',
    'The original {subject} cannot be kept safe, so it was not touched.',
    'Give the vault room on that disk.',
  ),
  'vault-changed': entry(
    'user',
    '{subject} is not the file that was put into the vault, so it was left alone.',
    'Move it away if you want to keep it.',
  ),
  'undo-edited': entry(
    'user',
    '{subject} was edited since, so it was left alone.',
    'Move it away and undo again if you want the original back.',
  ),
  'undo-gone': entry('user', 'What is needed to take {subject} back is gone.', ''),
  'state-busy': entry(
    'environment',
    'Another Millrace is using {subject}.',
    'Wait for it to end, or use another state folder.',
  ),
  'no-connection': entry(
    'environment',
    'There is no connection to {subject}.',
    'The work goes on there; the connection comes back by itself.',
  ),
  'state-newer': entry('user', '{subject} was made by a newer Millrace.', 'Update Millrace; the file was not changed.'),
  'state-damaged': entry(
    'environment',
    '{subject} is damaged.',
    'It is kept: the next start sets it aside under a name with the date and begins a new one. Originals and results are untouched.',
  ),
  'state-unusable': entry(
    'user',
    'The state folder {subject} cannot be used.',
    'Set MILLRACE_HOME to a folder on a local disk that you may write to.',
  ),
  'settings-wrong': entry(
    'user',
    'The settings in {subject} cannot be used.',
    'Correct what is named there, or take it out: then the default holds.',
  ),
  'contract-differs': entry(
    'user',
    'The running Millrace {subject} speaks another version.',
    'Close it and try again.',
  ),
  'watch-unknown': entry('user', 'There is no watched folder {subject}.', 'See `millrace watch list`.'),
  'batch-unknown': entry('user', 'There is no batch {subject}.', 'See `millrace history`.'),
  bug: entry('bug', 'Something went wrong inside Millrace at {subject}.', 'Please report it; originals are untouched.'),
} satisfies Record<string, FaultEntry>
