/** The closed lists in English, one entry a word, so that every screen and record calls a thing by one name. */
import type {
  AccessKind, ActingBasis, ArticleAudience, ArticleKind, AvoidableCode, CaseStatus, Channel, ContactOutcome, ContactReason, DeathSource, InterpretingKind, LifeChangeKind, LinkKind, MarkerCategory, NeedKind, OrganisationKind, Post, PromiseKind, PromiseOutcome, TicketNote, TicketStatus,
} from '../vocabulary.ts';

type Words =
  & { [W in Channel as `channel.${W}`]: string }
  & { [W in ContactReason as `reason.${W}`]: string }
  & { [W in ContactOutcome as `outcome.${W}`]: string }
  & { [W in AvoidableCode as `avoidable.${W}`]: string }
  & { [W in Post as `post.${W}`]: string }
  & { [W in CaseStatus as `case-status.${W}`]: string }
  & { [W in MarkerCategory as `marker.${W}`]: string }
  & { [W in NeedKind as `need.${W}`]: string }
  & { [W in PromiseKind as `promise-kind.${W}`]: string }
  & { [W in PromiseOutcome as `promise-outcome.${W}`]: string }
  & { [W in ActingBasis as `acting.${W}`]: string }
  & { [W in TicketStatus as `ticket-status.${W}`]: string }
  & { [W in TicketNote as `ticket-note.${W}`]: string }
  & { [W in DeathSource as `death-source.${W}`]: string }
  & { [W in AccessKind as `access-kind.${W}`]: string }
  & { [W in InterpretingKind as `interpreting.${W}`]: string }
  & { [W in LinkKind as `link.${W}` | `link-back.${W}`]: string }
  & { [W in OrganisationKind as `organisation.${W}`]: string }
  & { [W in LifeChangeKind as `life-change.${W}`]: string }
  & { [W in ArticleKind as `article-kind.${W}`]: string }
  & { [W in ArticleAudience as `article-audience.${W}`]: string };

export const vocabularyEn = {
  'channel.phone-in': 'Phone call in',
  'channel.phone-out': 'Phone call out',
  'channel.call-back': 'Call-back',
  'channel.walk-in': 'Walk-in',
  'channel.appointment': 'Appointment',
  'channel.visit': 'Visit',
  'channel.email': 'Email',
  'channel.web': 'Web form',
  'channel.chat': 'Web chat',
  'channel.letter': 'Letter',
  'channel.sms': 'Text message',
  'channel.social': 'Social media',
  'channel.councillor': 'Councillor',
  'channel.partner': 'Partner',

  'reason.request': 'Service request',
  'reason.report': 'Report of a problem',
  'reason.apply': 'Application',
  'reason.pay': 'Payment',
  'reason.change': 'Change of details',
  'reason.progress-chase': 'Chasing progress',
  'reason.information': 'Information',
  'reason.dispute': 'Dispute',
  'reason.complaint': 'Complaint',
  'reason.compliment': 'Compliment',
  'reason.death': 'Report of a death',
  'reason.safeguarding': 'Safeguarding',
  'reason.wrong-service': 'Wrong service',

  'outcome.resolved-first-contact': 'Resolved at first contact',
  'outcome.resolved-under-delegation': 'Decided at the desk',
  'outcome.refused': 'Refused',
  'outcome.escalated': 'Sent to a team leader',
  'outcome.approved': 'Approved',
  'outcome.referred': 'Referred to the service',
  'outcome.logged': 'Logged',
  'outcome.signposted': 'Signposted elsewhere',
  'outcome.verification-failed': 'Identity check failed',
  'outcome.no-authority': 'No authority to act',
  'outcome.left-queue': 'Left the queue',

  'avoidable.chasing': 'Chasing something promised',
  'avoidable.unclear-communication': 'Unclear letter or message',
  'avoidable.should-be-online': 'Could be done online',
  'avoidable.wrong-contact-point': 'Came to the wrong place',
  'avoidable.re-supplying-information': 'Had to give information again',
  'avoidable.premature-closure': 'Closed too early',

  'post.customer-service-operative': 'Customer service operative',
  'post.acting-team-leader': 'Acting team leader',
  'post.team-leader': 'Team leader',
  'post.library-team-leader': 'Library team leader',
  'post.service-manager': 'Service manager',
  'post.head-of-service': 'Head of service',
  'post.revenues-officer': 'Revenues officer',
  'post.finance-officer': 'Finance officer',
  'post.governance-officer': 'Governance officer',
  'post.partner-officer': 'Partner officer',

  'case-status.open': 'Open',
  'case-status.in-progress': 'In progress',
  'case-status.waiting-on-resident': 'Waiting on the resident',
  'case-status.closed': 'Closed',
  'case-status.cancelled': 'Cancelled',

  'marker.violence': 'Violence',
  'marker.threats': 'Threats',
  'marker.dog': 'Dog',
  'marker.health-hazard': 'Health hazard',
  'marker.visit-in-pairs': 'Visit in pairs',

  'promise-kind.promise': 'Promise',
  'promise-kind.call-back': 'Call-back',
  'promise-kind.follow-up': 'To do, promised to nobody',
  'promise-outcome.complete': 'Done',
  'promise-outcome.refused': 'They no longer want it',
  'promise-outcome.rescheduled': 'Another time was agreed',
  'promise-outcome.voicemail': 'Voicemail',
  'promise-outcome.wrong-number': 'Wrong number',
  'promise-outcome.no-answer': 'No answer',
  'promise-outcome.cancelled': 'Called off by the council',
  'acting.verbal': 'Said by the resident, for this contact only',
  'acting.signed': 'Signed by the resident',
  'acting.lasting-power': 'Lasting power of attorney',
  'acting.enduring-power': 'Enduring power of attorney',
  'acting.deputy': 'Deputy of the court',
  'acting.appointee': 'Appointee for benefits',
  'acting.executor': 'Executor',
  'ticket-status.waiting': 'Waiting',
  'ticket-status.called': 'Called',
  'ticket-status.with': 'Being seen',
  'ticket-status.finished': 'Finished',
  'ticket-status.left': 'Left without being seen',
  'ticket-status.no-show': 'Did not come when called',
  'ticket-note.with': 'They are here',
  'ticket-note.finished': 'Finished',
  'ticket-note.left': 'They have left',
  'ticket-note.no-show': 'They did not come',
  'ticket-note.put-back': 'Put back in the queue',
  'death-source.registrar': 'The registrar (Tell Us Once)',
  'death-source.family': 'Family',
  'death-source.executor': 'Executor',
  'death-source.other': 'Somebody else',
  'access-kind.record': 'Opened the record',
  'access-kind.address': 'Looked at the address',
  'article-kind.script': 'Script',
  'article-kind.article': 'Article',
  'article-audience.everyone': 'Everybody, partners too',
  'article-audience.staff': 'The council’s staff',
  'article-audience.leaders': 'Team leaders and governance',

  'need.bsl-interpreter': 'BSL interpreter',
  'need.interpreter': 'Interpreter',
  'need.large-print': 'Large print',
  'need.easy-read': 'Easy read',
  'need.braille': 'Braille',
  'need.hearing-loop': 'Hearing loop',
  'need.step-free': 'Step-free access',
  'need.more-time': 'More time',
  'need.no-phone': 'No phone calls',
  'need.assisted-digital': 'Help to go online',
  'need.vulnerable': 'Take extra care',
  'need.writing-only': 'In writing only',
  'need.named-officer': 'One named officer',

  'interpreting.telephone': 'Interpreter by telephone',
  'interpreting.in-person': 'Interpreter in the room',
  'interpreting.video': 'Interpreter by video',
  'interpreting.child-declined': 'A child offered: declined, never a child',

  'link.parent': 'Parent of',
  'link.partner': 'Partner of',
  'link.relative': 'Relative of',
  'link.carer': 'Carer of',
  'link.landlord': 'Landlord of',
  'link.appointee': 'Appointee of',
  'link.works-for': 'Works for',
  'link.member': 'Member of',
  'link-back.parent': 'Child of',
  'link-back.partner': 'Partner of',
  'link-back.relative': 'Relative of',
  'link-back.carer': 'Cared for by',
  'link-back.landlord': 'Tenant of',
  'link-back.appointee': 'Appointee is',
  'link-back.works-for': 'Person there',
  'link-back.member': 'Member is',

  'organisation.business': 'Business',
  'organisation.charity': 'Charity',
  'organisation.landlord': 'Landlord',
  'organisation.school': 'School',
  'organisation.parish': 'Parish council',
  'organisation.group': 'Residents’ group',

  'life-change.moved': 'Moved',
  'life-change.renamed': 'Changed name',

} as const satisfies Words;
