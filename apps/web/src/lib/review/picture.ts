/** What a browser draws by itself. Drawings made of text are read as text. */
export const isPicture = (path: string) => /\.(png|jpe?g|gif|webp|avif|bmp|ico)$/i.test(path);
