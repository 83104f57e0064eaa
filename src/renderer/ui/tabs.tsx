import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import styles from './tabs.module.css';

interface TabsProps {
  label: string;
  selected: string;
  onSelect: (id: string) => void;
  tabs: readonly { id: string; title: ReactNode; content: ReactNode }[];
}

export function Tabs({ label, selected, onSelect, tabs }: TabsProps) {
  return (
    <AriaTabs className={styles['tabs'] ?? ''} selectedKey={selected} onSelectionChange={(id) => { onSelect(String(id)); }}>
      <TabList className={styles['list'] ?? ''} aria-label={label}>
        {tabs.map((tab) => <Tab key={tab.id} id={tab.id} className={styles['tab'] ?? ''}>{tab.title}</Tab>)}
      </TabList>
      {tabs.map((tab) => <TabPanel key={tab.id} id={tab.id} className={styles['panel'] ?? ''}>{tab.content}</TabPanel>)}
    </AriaTabs>
  );
}
