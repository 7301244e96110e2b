/** Names of files that are still on their way, as browsers, sync clients and office programs write them. */
export const partialNames = [
  '*.part',
  '*.partial',
  '*.crdownload',
  '*.download',
  '*.opdownload',
  '*.filepart',
  '*.tmp',
  '*.temp',
  '.*.swp',
  '.syncthing.*',
  '~$*',
  '.~lock.*',
]

export const watchKinds = ['image', 'video', 'audio', 'text', 'document', 'archive', 'other'] as const
export const watchOrders = ['arrival', 'name', 'oldest', 'newest', 'smallest', 'largest'] as const
export const existingModes = ['process', 'leave', 'ask'] as const
