import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/toast.css';
import './styles/ways-in.css';
import './styles/sync.css';
import './styles/welcome.css';
import { mount } from './mount';
import { Notices } from './parts/notices';
import { followState } from './state';
import { Welcome } from './views/welcome';

function FirstRun() {
  return (
    <>
      <Welcome />
      <Notices />
    </>
  );
}

mount(FirstRun, () => followState());
