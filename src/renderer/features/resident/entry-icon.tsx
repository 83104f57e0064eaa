import {
  AtSign, CalendarClock, CircleArrowUp, ClipboardList, DoorOpen, FileText, Footprints, Gavel, Globe, Handshake, Landmark, Mail,
  MessageCircle, Phone, PhoneCall, PhoneOutgoing, Send, Smartphone, type LucideIcon,
} from 'lucide-react';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import type { Channel } from '#domain/vocabulary.ts';

const channelIcons: Record<Channel, LucideIcon> = {
  'phone-in': Phone, 'phone-out': PhoneOutgoing, 'call-back': PhoneCall, 'walk-in': DoorOpen, appointment: CalendarClock,
  visit: Footprints, email: Mail, web: Globe, chat: MessageCircle, letter: FileText, sms: Smartphone, social: AtSign,
  councillor: Landmark, partner: Handshake,
};
const kindIcons: Record<Exclude<TimelineEntry['kind'], 'contact'>, LucideIcon> = {
  decision: Gavel, escalation: CircleArrowUp, message: Send, task: ClipboardList,
};

/** Beside a word that says the same: the icon is for the eye only. */
export function EntryIcon({ entry }: { entry: TimelineEntry }) {
  const Icon = entry.kind === 'contact' ? channelIcons[entry.contact.channel] : kindIcons[entry.kind];
  return <Icon size={16} aria-hidden="true" />;
}
