export const signIn = {
  title: '登录 {{host}}',
  lead: '此浏览器还没有 {{host}} 上 Millrace 的密钥。密钥在那边生成，由您保管。不需要帐户。',
  label: '链接或密钥',
  placeholder: '粘贴链接或密钥',
  action: '登录',
  where: '在哪里找到密钥',
  terminal: '在 {{host}} 的终端里',
  terminalWhy: '启动时它打印了带密钥的链接，或保存密钥的文件',
  again: '终端已关闭，或链接丢失了',
  againWhy: '再启动一次：每次启动都会生成新密钥，旧的失效。只有 --token-file 会保留密钥',
  other: '由别人运行',
  otherWhy: '向那个人要链接',
  care: '有密钥的人可以在 {{host}} 上运行配方，并读取它共享的文件夹。请不要外传。',
  copy: '复制 {{command}}',
  wrong:
    '密钥不对。Millrace 每次启动都会生成新密钥：请用最近一次启动的链接。如果用了 --token-file，请用该文件中的内容。',
  noKey:
    '此链接中没有密钥。请复制 Millrace 打印的整行：密钥在 #token= 之后。如果用了 --token-file，请用该文件中的内容。',
  slowDown: '试过的密钥太多。请等一分钟再试。',
  noAnswer: '{{host}} 没有应答。检查那边的 Millrace 是否在运行，然后再试。',
  signedOut: '您已退出登录。那边的 Millrace 重新启动过，或者有人退出了登录。',
} as const
