/** Everything that one visitor can change. A new session always starts with the same values. */
import { TODAY } from './day.ts';
import type { Language } from './language.ts';

export type UserName = 'alice' | 'bob';

export const USERS: Record<UserName, { name: string; password: string }> = {
  alice: { name: 'Alice', password: 'wonderland-42' },
  bob: { name: 'Bob', password: 'builder-77' },
};

export const COUNTRIES = ['Austria', 'Egypt', 'France', 'Germany', 'Italy', 'Netherlands', 'Spain', 'Switzerland'];
export const ORDER_STATUSES = ['Processing', 'Shipped', 'Delivered', 'Cancelled'];
export const CONTACTS = ['By email', 'By phone', 'By post'];

export interface Order {
  number: number;
  day: string;
  customer: string;
  status: string;
  total: number;
  note: string;
}

export interface Profile {
  fullName: string;
  email: string;
  country: string;
  contact: string;
  newsletter: boolean;
  birthday: string;
  bio: string;
  avatar: Upload | undefined;
}

export interface Upload {
  name: string;
  type: string;
  bytes: Buffer;
}

/** The four pages of the checkout; a page that was not yet completed is absent. */
export interface Checkout {
  address: Record<string, string> | undefined;
  delivery: { method: DeliveryMethod; giftWrap: boolean } | undefined;
  payment: string | undefined;
}

export type DeliveryMethod = 'standard' | 'express' | 'pickup';

export interface State {
  user: UserName | undefined;
  language: Language;
  /** Shown once, on the next page: a toast vanishes, a notice stays until the page is left. */
  toast: string | undefined;
  notice: string | undefined;
  /** Product id → quantity. */
  cart: Map<string, number>;
  discountCode: string | undefined;
  checkout: Checkout;
  orders: Order[];
  nextOrder: number;
  profiles: Record<UserName, Profile>;
  /** Product id → stars. */
  ratings: Map<string, number>;
  /** A PNG as a data URL. */
  signature: string | undefined;
  /** Question number → answer. */
  answers: Map<number, string>;
}

export function initialState(): State {
  return {
    user: undefined,
    language: 'en',
    toast: undefined,
    notice: undefined,
    cart: new Map(),
    discountCode: undefined,
    checkout: emptyCheckout(),
    orders: [
      order(1037, '2026-02-18', 'Mina Sommer', 'Delivered', 18_390),
      order(1038, '2026-02-20', 'Jonas Weber', 'Delivered', 5390),
      order(1039, '2026-02-24', 'Chiara Conti', 'Cancelled', 12_390),
      order(1040, '2026-02-27', 'Omar Haddad', 'Shipped', 23_760),
      order(1041, TODAY, 'Lena Vogt', 'Processing', 9380),
    ],
    nextOrder: 1042,
    profiles: {
      alice: profile('Alice Liddell', 'alice@lampandwire.example', '1988-11-03'),
      bob: profile('Bob Baumeister', 'bob@lampandwire.example', '1979-04-21'),
    },
    ratings: new Map(),
    signature: undefined,
    answers: new Map(),
  };
}

export function emptyCheckout(): Checkout {
  return { address: undefined, delivery: undefined, payment: undefined };
}

function order(number: number, day: string, customer: string, status: string, total: number): Order {
  return { number, day, customer, status, total, note: '' };
}

function profile(fullName: string, email: string, birthday: string): Profile {
  return {
    fullName,
    email,
    country: 'Germany',
    contact: 'By phone',
    newsletter: false,
    birthday,
    bio: '',
    avatar: undefined,
  };
}
