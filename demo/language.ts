/** Two languages. The English text is the key, so a page reads as what it shows; what has no translation stays English. */
import { ARABIC } from './arabic.ts';

export type Language = 'en' | 'ar';
export type Translate = (text: string, values?: Record<string, string | number>) => string;

export function translator(language: Language): Translate {
  return (text, values = {}) => {
    const translated = language === 'ar' ? (ARABIC[text] ?? text) : text;
    return translated.replaceAll(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
  };
}
