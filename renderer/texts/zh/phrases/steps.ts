/** Titles and summaries of steps. */
export const steps = {
  Pack: '打包',
  'Puts all files, in their folders, into one archive, which is opened again and compared before it counts.':
    '把所有文件连同文件夹放进一个压缩包，重新打开并比较之后才算数。',
  Unpack: '解压',
  'Takes every file out of an archive (zip, tar, tar.gz, tar.zst, 7z), in the folders they have there, and the one file out of a gz or zst that is no tar. If one of them could do harm, none is taken out. A 7z may have 512 MiB, and each file in it 256 MiB; the other limits are settings.':
    '取出压缩包（zip、tar、tar.gz、tar.zst、7z）中的每个文件，保持其中的文件夹；不是 tar 的 gz 或 zst 则取出其中唯一的文件。只要有一个可能造成危害，就一个也不取出。7z 最大 512 MiB，其中每个文件最大 256 MiB；其他限制可在设置中更改。',
  'Run a program': '运行程序',
  'Has a program of yours make the result. It is started as written, word by word, without a shell.':
    '由您的程序生成结果。按所写逐字启动，不经过命令行解释器。',
  'List checksums': '列出校验和',
  'Writes one list with the checksum of every file, which Millrace and `sha256sum --check` can compare later.':
    '写出一份清单，包含每个文件的校验和，日后可用 Millrace 或 `sha256sum --check` 核对。',
  'Check checksums': '核对校验和',
  'Compares files with the list of checksums among them, and writes what is the same, differs, is missing or not in the list.':
    '把文件与其中的校验和清单比较，写出哪些相同、不同、缺失或不在清单中。',
  'Find duplicates': '查找重复文件',
  'Finds files with the same content and lists them. One of each is kept; with `originals: vault` the others go to the vault.':
    '找出内容相同的文件并列出。每组保留一个；设为 `originals: vault` 时其余移入保管库。',
  Join: '合并分卷',
  'Puts numbered parts, name.001 or name.000 and on, together again, under that name. Parts that are missing, cut off or belong to another file are named.':
    '把编号的分卷（从 name.001 或 name.000 起）重新合在一起，并以该名称命名。缺少的、被截断的或属于其他文件的分卷会被指出。',
  Split: '分卷',
  'Cuts a file into numbered parts, name.001 and on, which `file.join` and `cat` put together again.':
    '把文件切成编号的分卷（name.001 等），可用 `file.join` 或 `cat` 重新合并。',
  'Tidy text': '整理文本',
  'Writes a text file as UTF-8, with line endings of one kind. XML, HTML and CSS that say what they are written in say UTF-8.':
    '把文本文件写成 UTF-8，并统一换行符。声明了编码的 XML、HTML 和 CSS 改为声明 UTF-8。',
  Animation: '动画',
  'Shows pictures one after another, in the order of their names, as one animated GIF or WebP.':
    '按名称顺序逐张显示图片，合成一个 GIF 或 WebP 动画。',
  Blur: '模糊',
  'Makes a picture soft, for backgrounds or so that nothing in it can be read.':
    '让图片变得柔和，用作背景，或使其中的内容无法辨认。',
  Colours: '色彩',
  'Makes a picture brighter, richer or greyer. Its colours become sRGB, as they do without this step.':
    '让图片更亮、更鲜艳或更灰。色彩会转为 sRGB，没有此步骤也是如此。',
  'Make the file smaller': '缩小文件',
  'Writes a picture as small as it gets while it looks the same: JPEG, WebP and AVIF in a quality found for each picture, others without loss.':
    '在看起来不变的前提下把图片写得尽量小：JPEG、WebP 和 AVIF 为每张图找到合适的质量，其他格式无损。',
  'Contact sheet': '缩略图表',
  'Puts small versions of all pictures on one sheet, row by row, with their names.':
    '把所有图片的缩略图逐行排在一张图上，并附上名称。',
  Convert: '转换格式',
  'Writes the picture in another format, or in the same with other settings.':
    '把图片写成另一种格式，或以其他设置写成同一格式。',
  Crop: '裁剪',
  'Cuts a part out of the picture. A side that is short enough stays as it is.':
    '裁出图片的一部分。已经足够短的边保持不变。',
  Frames: '拆分画面',
  'Makes a picture of each frame of an animation, or of each page of a TIFF.':
    '把动画的每一帧或 TIFF 的每一页存成一张图片。',
  'Keep metadata': '保留元数据',
  'Chooses what a picture goes on saying about itself. Without this step it says nothing, and its colours are sRGB.':
    '选择图片继续携带哪些自身信息。没有此步骤则不带任何信息，色彩为 sRGB。',
  'Add margins': '添加边距',
  'Puts the picture in the middle of a larger one. A side that is long enough stays as it is.':
    '把图片放在更大的画面中间。已经足够长的边保持不变。',
  Placeholder: '占位图',
  'Finds what a page can show while the picture loads: a blurred one in a few letters, and its colours.':
    '找出图片加载时网页可以显示的内容：几个字符表示的模糊图和它的颜色。',
  Resize: '调整大小',
  'Makes a picture smaller, or larger when asked to, as it is seen: with its orientation tag applied.':
    '按看到的样子（已应用方向标记）缩小图片，需要时也可放大。',
  Rotate: '旋转',
  'Turns a picture clockwise from how it is seen, or mirrors it. What the orientation tag asks for is done first. An animation, or a TIFF of several pages, can only be mirrored from left to right.':
    '按看到的样子顺时针旋转图片，或做镜像。会先应用方向标记。动画或多页 TIFF 只能左右镜像。',
  Sharpen: '锐化',
  'Makes edges clearer, as pictures want after they were made smaller.': '让边缘更清晰，图片缩小后往往需要。',
  'Several sizes': '多种尺寸',
  'Makes the picture in several widths, and the HTML that lets a browser choose among them.':
    '生成多种宽度的图片，以及让浏览器从中选择的 HTML。',
  'Trim borders': '去除边框',
  'Cuts off borders of one colour. A picture that is nothing else stays as it is.':
    '切掉单色的边框。整张都是单色的图片保持不变。',
  'Turn upright': '转正',
  'Turns the pixels as the orientation tag says, for programs that do not look at the tag.':
    '按方向标记转动像素，供不看标记的程序使用。',
  Watermark: '水印',
  'Lays a text or another picture over every page, in a size that follows the picture’s.':
    '在每一页上叠加文字或另一张图片，大小随图片而定。',
  Decrypt: '解密',
  'Opens a file that was encrypted with age; it gets the name it had before.':
    '打开用 age 加密的文件，恢复原来的名称。',
  Encrypt: '加密',
  'Encrypts a file with age, for a passphrase or for the public keys of those who may read it.':
    '用 age 加密文件，使用密码，或使用可以阅读者的公钥。',
  'Clean for sharing': '分享前清理',
  'Takes out what a file says about people: place, time and camera of pictures, properties of PDF and office documents, who commented and when. Nothing that is seen changes. Takes JPEG, PNG, WebP, GIF, HEIC, AVIF, PDF, Word, Excel, PowerPoint and LibreOffice of up to 256 MiB; others, such as TIFF, SVG and BMP, stop for you to look at. The result is read again.':
    '去掉文件中关于人的信息：图片的地点、时间和相机，PDF 和办公文档的属性，谁在何时写了批注。看得见的内容不变。接受不超过 256 MiB 的 JPEG、PNG、WebP、GIF、HEIC、AVIF、PDF、Word、Excel、PowerPoint 和 LibreOffice 文件；其他类型如 TIFF、SVG 和 BMP 会停下等您查看。结果会重新读取检查。',
} as const
